// Records real frames for the page's tests: from a running `claudelens --demo`, at a moment when somebody waits and
// subagents work, the snapshot, the frames of the next seconds, and what one session with subagents did.
//   node --experimental-websocket recordings/record.mjs http://127.0.0.1:5757 > recordings/demo.json
const [address = 'http://127.0.0.1:5757', seconds = '6'] = process.argv.slice(2);
const get = async (path) => (await fetch(address + path)).json();
const withAgents = (session) => session.subagents.some((agent) => agent.ended_at === null);

let helped;
for (;;) {
  const { active_sessions: sessions } = await get('/api/v1/analytics/live-activity');
  helped = sessions.find(withAgents);
  if (helped !== undefined && sessions.some((session) => session.needs_you)) break;
  await new Promise((resolve) => setTimeout(resolve, 200));
}
const socket = new WebSocket(
  `${address.replace('http', 'ws')}/ws/activity-stream?types=new_message,session_update,alert,metric_update`,
  'claudelens.v1',
);
const frames = [];
socket.onmessage = ({ data }) => frames.push(...[JSON.parse(data)].flat());
await new Promise((resolve) => setTimeout(resolve, Number(seconds) * 1000));
socket.close();
for (const frame of frames) if (frame.type === 'snapshot') frame.data.history = frame.data.history.slice(-60);
const timeline = await get(`/api/v1/sessions/${helped.session_id}/events?limit=500`);
console.log(JSON.stringify({ session: helped.session_id, at: frames.at(-1).timestamp, frames, timeline }));
