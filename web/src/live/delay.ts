import type { Frame } from '../wire/frames';

interface Sample {
  at: number;
  ms: number;
}

const keep = 5 * 60_000;
const most = 4_000;

/** How long an event takes from the server's reading of it to the painted pixel, measured here. */
class Delays {
  private samples: Sample[] = [];
  private counts: number[] = [];
  private listeners = new Set<() => void>();
  /** How often the connection was lost since the page was opened. */
  reconnects = 0;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  received(frames: readonly Frame[]): void {
    const second = Math.floor(Date.now() / 1000);
    this.counts.push(...frames.map(() => second));
    if (this.counts.length > most) this.counts.splice(0, this.counts.length - most);
  }

  /** The frame after the one that applied them: what was laid out then has been painted. */
  shown(frames: readonly Frame[], skew: number): void {
    const seen = frames.flatMap((frame) => (frame.type === 'new_message' ? [Date.parse(frame.data.seen_at)] : []));
    if (seen.length === 0 || document.visibilityState === 'hidden') return;
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        const now = Date.now();
        for (const at of seen) this.add({ at: now, ms: Math.max(0, now + skew - at) });
        channel.port1.close();
      };
      channel.port2.postMessage(null);
    });
  }

  add(sample: Sample): void {
    if (Number.isNaN(sample.ms)) return;
    this.samples.push(sample);
    if (this.samples.length > most) this.samples.splice(0, most / 4);
    for (const listener of this.listeners) listener();
  }

  framesPerSecond(now: number): number {
    const from = Math.floor(now / 1000) - 10;
    return this.counts.filter((second) => second > from).length / 10;
  }

  /** Milliseconds at the given share of the last minutes' samples; null without any. */
  percentile(share: number, now: number, within = keep): number | null {
    const recent = this.samples.filter((sample) => sample.at > now - within).map((sample) => sample.ms);
    if (recent.length === 0) return null;
    recent.sort((a, b) => a - b);
    return recent[Math.min(recent.length - 1, Math.floor(recent.length * share))] ?? null;
  }

  /** The worst sample of each 5 s, for the little chart; oldest first. */
  worst(now: number, buckets = 60): number[] {
    const values = new Array<number>(buckets).fill(0);
    for (const sample of this.samples) {
      const bucket = buckets - 1 - Math.floor((now - sample.at) / (keep / buckets));
      if (bucket >= 0 && bucket < buckets) values[bucket] = Math.max(values[bucket] ?? 0, sample.ms);
    }
    return values;
  }
}

export const delays = new Delays();
