/** What money looks like here: cents matter below a dollar, fractions of a cent below one. */
export function money(usd: number): string {
  if (usd === 0) return '$0';
  if (usd < 0.0005) return '<$0.001';
  if (usd < 0.1) return `$${usd.toFixed(3)}`;
  if (usd < 1000) return `$${usd.toFixed(2)}`;
  return `$${compact(usd)}`;
}

export const moneyRate = (usd: number) => (usd === 0 ? '$0 /h' : `${money(usd)} /h`);

/** Exact, as the reader's language writes it. */
export const whole = (count: number) => count.toLocaleString();

export const bytes = (count: number) => compact(count).replace(/[A-Z]?$/, (unit) => ` ${unit}B`);

export function compact(count: number): string {
  if (count < 1000) return Number.isInteger(count) ? String(count) : count.toFixed(1);
  const units = ['K', 'M', 'B', 'T'];
  let value = count / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 10 ? value.toFixed(1).replace(/\.0$/, '') : Math.round(value)}${units[unit]}`;
}

/** A running clock: 0:07, 2:14, 1:02:14, 3 d 4 h. */
export function elapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(seconds / 3600);
  if (hours >= 48) return `${Math.floor(hours / 24)} d ${hours % 24} h`;
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = String(seconds % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

/** A measured duration: 340 ms, 1.2 s, 2:14. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : elapsed(ms);
}

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const clockSeconds = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });

/** Relative until an hour, then a clock, then a day. */
export function ago(at: number, now: number): string {
  const seconds = Math.floor((now - at) / 1000);
  if (seconds < 2) return 'now';
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  return seconds < 20 * 3600 ? clock.format(at) : day.format(at);
}

export const exact = (at: string) => moment.format(Date.parse(at));
export const timeOfDay = (at: string) => clock.format(Date.parse(at));
export const timeWithSeconds = (at: string) => clockSeconds.format(Date.parse(at));

/** claude-opus-4-8-20260101 → opus 4.8 */
export function modelName(model: string): string {
  const name = model
    .replace(/^.*claude-/, '')
    .replace(/-\d{8}.*$/, '')
    .replace(/\[.*\]$/, '');
  return name.replace(/-(\d+)-(\d+)$/, ' $1.$2').replace(/-(\d+)$/, ' $1');
}

/** Keeps the end of a path, where the file's name is. */
export function shortTarget(target: string, most = 64): string {
  const line = target.split('\n', 1)[0] ?? '';
  if (line.length <= most) return line;
  return /^[./~]/.test(line) && !line.includes(' ') ? `…${line.slice(1 - most)}` : `${line.slice(0, most - 1)}…`;
}

/** mcp__github__create_issue → github · create_issue */
export const toolName = (tool: string) => tool.replace(/^mcp__(.+?)__/, '$1 · ');
