import type { Frame } from './frames';

/** Where the page stands in the server's journal: what it asks to resume from. */
export class Cursor {
  epoch: string | null = null;
  seq = 0;

  /** Null until something was received: who has nothing wants a snapshot, not the whole past. */
  get value(): string | null {
    return this.epoch === null || this.seq === 0 ? null : `${this.epoch}:${this.seq}`;
  }

  forget(): void {
    this.epoch = null;
    this.seq = 0;
  }

  /** Moves on by one frame; false when the frame is a gap that lost nothing this page still needs. */
  take(frame: Frame): boolean {
    switch (frame.type) {
      case 'hello':
        if (frame.data.epoch !== this.epoch) {
          this.epoch = frame.data.epoch;
          this.seq = 0;
        }
        return true;
      case 'snapshot':
        this.seq = frame.seq;
        return true;
      case 'gap': {
        const lost = frame.data.to > this.seq;
        this.seq = Math.max(this.seq, frame.data.to);
        return lost;
      }
      case 'bookmark':
        this.seq = Math.max(this.seq, frame.data.seq);
        return true;
      case 'bye':
        return true;
      default:
        if (frame.seq > this.seq) this.seq = frame.seq;
        return true;
    }
  }
}
