// The least a page can do: put each message's text on the screen. No parsing, no state, no layout to speak of.
() => {
  const log = document.createElement('pre');
  log.setAttribute('role', 'log');
  document.body.replaceChildren(log);
  let text = '';
  probe.after = () => { text = ''; };
  const url = new URL('/ws/activity-stream?types=new_message&max_rate=0', location.href);
  url.protocol = 'ws:';
  new WebSocket(url, 'claudelens.v1').onmessage = ({ data }) => {
    text = (text + data).slice(-20000);
    log.textContent = text;
  };
}
