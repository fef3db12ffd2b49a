// Node's `ws` as its documentation broadcasts: one send for each client and message.
import { WebSocketServer } from 'ws';
import readline from 'node:readline';

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
server.on('listening', () => console.log(`ready ${server.address().port}`));
const id = (n) => n.toString(16).padStart(12, '0');

function frame(seq) {
  const at = new Date(1772359200000 + seq).toISOString();
  return JSON.stringify({ type: 'new_message', seq, timestamp: at, data: {
    event: 'new_message', id: seq.toString(16).padStart(48, '0'), session_id: `5e550000-0000-4000-8000-${id(seq % 1000)}`, agent_id: null,
    project: `project-${seq % 20}`, message_type: 'tool_use', cost: 0.01234, tool: 'Bash', target: 'dotnet test',
    summary: `@@${process.hrtime.bigint()}@ dotnet test`, model: 'claude-sonnet-4-5', is_error: false, duration_ms: null,
    tool_use_id: 'toolu_0123456789', seen_at: at } });
}

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const [, rate, seconds] = line.split(' ').map(Number);
  const start = performance.now();
  let count = 0;
  const timer = setInterval(() => {
    const elapsed = (performance.now() - start) / 1000;
    for (const due = Math.floor(Math.min(elapsed, seconds) * rate); count < due;) {
      const text = frame(++count);
      for (const client of server.clients) client.send(text);
    }
    if (elapsed >= seconds) {
      clearInterval(timer);
      console.log(`sent ${count}`);
    }
  }, 1);
}).on('close', () => process.exit(0));
