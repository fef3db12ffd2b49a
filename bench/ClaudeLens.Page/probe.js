// Put into the page before its own scripts. Notes when a marked message came out of the socket and when it was on the
// screen, and what the browser itself says about long tasks, slow frames, slow input and moved content.
(() => {
  const received = new Map();
  const painted = new Map();
  const waiting = new Set();
  let missed = 0;
  // A call's marker comes again with its result: up to this one they were there before the last clearing.
  let old = -1;
  let looking = false;
  // A headless browser keeps every page in sight: this one is told that it is not.
  let hidden = false;
  let text = () => (document.querySelector('[role=log]') ?? document.body).textContent;

  // The task after an animation frame: what the frame laid out has been handed to the compositor.
  const look = () => {
    looking = false;
    const now = performance.now();
    const shown = text();
    for (const id of waiting) {
      if (shown.includes(`zq7${id}`)) painted.set(id, now);
      // Scrolled by before a frame showed it, or folded into another row.
      else if (now - received.get(id) > 1000) missed += 1;
      else continue;
      waiting.delete(id);
    }
    probe.after?.();
    if (waiting.size > 0) watch();
  };
  const channel = new MessageChannel();
  channel.port1.onmessage = look;
  const watch = () => {
    // Nobody looks at what is out of sight, least of all the measurement.
    if (looking || hidden) return;
    looking = true;
    requestAnimationFrame(() => channel.port2.postMessage(null));
  };

  const Native = WebSocket;
  window.WebSocket = class extends Native {
    constructor(...args) {
      super(...args);
      this.addEventListener('message', ({ data, timeStamp }) => {
        if (probe.snapshot === 0 && data.includes('"type":"snapshot"')) probe.snapshot = timeStamp;
        for (const [, id] of data.matchAll(/zq7(\d{6})/g)) {
          if (Number(id) <= old || received.has(id)) continue;
          received.set(id, timeStamp);
          if (!hidden) waiting.add(id);
        }
        if (waiting.size > 0) watch();
      });
    }
  };

  const seen = { longtask: [], 'long-animation-frame': [], 'layout-shift': [], event: [] };
  for (const type of Object.keys(seen)) {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        // Who moved: said at once, later it may be gone.
        entry.who = entry.sources?.map(({ node }) => `${node?.nodeName} ${node?.className ?? ''} in ${node?.parentElement?.className}`.slice(0, 120));
        seen[type].push(entry);
      }
    }).observe({ type, buffered: true, durationThreshold: 16 });
  }

  let gaps = [];
  let last = 0;
  Object.defineProperty(document, 'visibilityState', { get: () => (hidden ? 'hidden' : 'visible') });
  const tick = (now) => {
    if (last > 0) gaps.push(now - last);
    last = now;
    if (!hidden) requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);

  /** What stands on the page for the first time: when. */
  const first = new Promise((resolve) => {
    const wait = () => {
      if (document.querySelector('[data-session]') === null) requestAnimationFrame(wait);
      else {
        const done = new MessageChannel();
        done.port1.onmessage = () => resolve(performance.now());
        done.port2.postMessage(null);
      }
    };
    wait();
  });

  const probe = (window.probe = {
    snapshot: 0,
    shown: 0,
    answered: 0,
    after: null,
    first,
    clear() {
      for (const id of received.keys()) old = Math.max(old, Number(id));
      received.clear();
      painted.clear();
      waiting.clear();
      missed = 0;
      gaps = [];
      for (const list of Object.values(seen)) list.length = 0;
    },
    /** Opens the first session as soon as there is one, from inside: whoever asks from outside is in the way meanwhile. */
    async open() {
      probe.shown = await first;
      document.querySelector('[data-session]').click();
      const wait = () => {
        if (document.querySelector('section[aria-label^="Session "]') === null) requestAnimationFrame(wait);
        else probe.answered = performance.now();
      };
      wait();
    },
    hide() {
      hidden = true;
      last = 0;
      document.dispatchEvent(new Event('visibilitychange'));
    },
    /** In sight again: how long until what had been written by then, or what came after it, is painted. */
    show(marker) {
      const begun = performance.now();
      hidden = false;
      requestAnimationFrame(tick);
      document.dispatchEvent(new Event('visibilitychange'));
      return new Promise((resolve) => {
        const done = new MessageChannel();
        done.port1.onmessage = () => resolve(performance.now() - begun);
        const there = () => [...text().matchAll(/zq7(\d{6})/g)].some(([, id]) => Number(id) >= marker);
        const wait = () => (there() ? done.port2.postMessage(null) : requestAnimationFrame(wait));
        requestAnimationFrame(wait);
      });
    },
    read: () => ({
      origin: performance.timeOrigin,
      missed,
      marks: [...painted].map(([id, at]) => [Number(id), received.get(id), at]),
      gaps,
      long: seen.longtask.map((entry) => entry.duration),
      slow: seen['long-animation-frame'].map((entry) => entry.duration),
      scripts: seen['long-animation-frame'].flatMap((entry) =>
        entry.scripts.map((script) => `${Math.round(script.duration)} ms ${script.invoker} ${script.sourceFunctionName}`),
      ),
      input: seen.event.map((entry) => entry.duration),
      shifts: seen['layout-shift'].filter((entry) => !entry.hadRecentInput).map((entry) => entry.value),
      moved: seen['layout-shift'].flatMap((entry) => entry.who),
    }),
  });
})();
