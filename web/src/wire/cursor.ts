import type { Frame } from './frames';

/** `known`: it says nothing new. `hole`: something before it did not come, or came twice. */
export type Verdict = 'new' | 'known' | 'hole';

/** Where the page stands in the server's journal: what it asks to resume from. */
export class Cursor {
  epoch: string | null = null;
  seq = 0;
  /** Up to here the server's count of frames was ours. */
  private sure = 0;
  private frames = 0;

  /** Null until something was received: who has nothing wants a snapshot, not the whole past. */
  get value(): string | null {
    return this.epoch === null || this.seq === 0 ? null : `${this.epoch}:${this.seq}`;
  }

  forget(): void {
    this.epoch = null;
    this.seq = this.sure = 0;
  }

  /** Back to where nothing was missing: what came since is asked for again. */
  back(): void {
    this.seq = this.sure;
  }

  /** Moves on by one frame. */
  take(frame: Frame): Verdict {
    switch (frame.type) {
      case 'hello':
        if (frame.data.epoch !== this.epoch) {
          this.epoch = frame.data.epoch;
          this.seq = 0;
        }
        this.sure = this.seq;
        this.frames = 0;
        return 'new';
      case 'snapshot':
        this.seq = this.sure = frame.seq;
        return 'new';
      case 'gap': {
        const lost = frame.data.to > this.seq;
        this.seq = Math.max(this.seq, frame.data.to);
        return lost ? 'new' : 'known';
      }
      case 'bookmark':
        if (frame.data.seq < this.seq || (frame.data.frames ?? this.frames) !== this.frames) return 'hole';
        this.seq = this.sure = frame.data.seq;
        return 'new';
      case 'bye':
        return 'new';
      default:
        if (frame.seq < this.seq) return 'hole';
        this.seq = frame.seq;
        this.frames += 1;
        return 'new';
    }
  }
}
