import { Component, type ReactNode } from 'react';

/** A fault of the page itself: it says so and offers the way back, instead of a blank screen. */
export class Fallback extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <div role="alert" className="mx-auto mt-[20vh] max-w-md space-y-3 px-4 text-center">
        <p className="text-base font-semibold">The page came to a stop</p>
        <p className="text-muted">Your sessions are not affected. Loading it again shows them as they are now.</p>
        <p className="font-mono text-xs break-words text-muted">{error.message}</p>
        <button
          type="button"
          onClick={() => location.reload()}
          className="rounded-md border border-line bg-surface px-3 py-1.5 hover:bg-hover"
        >
          Load again
        </button>
      </div>
    );
  }
}
