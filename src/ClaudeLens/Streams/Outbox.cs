using ClaudeLens.Streams.WebSocket;

namespace ClaudeLens.Streams;

/// <summary>What a viewer is told beside the tail's frames. It does not grow with the stream, nor with what a client sends.</summary>
internal sealed class Outbox
{
    private readonly Lock _lock = new();
    private readonly Queue<ReadOnlyMemory<byte>> _control = new();
    private byte[]? _pong;
    private byte[]? _close;
    private bool _closeTaken;
    private TaskCompletionSource? _emptied;

    public bool Closing => Volatile.Read(ref _close) is not null;

    /// <param name="json">One frame of the stream.</param>
    public void Say(byte[] json) => SayEncoded(ServerFrame.Encode(Opcode.Text, json));

    public void SayEncoded(ReadOnlyMemory<byte> frame)
    {
        lock (_lock) if (_close is null && !frame.IsEmpty) _control.Enqueue(frame);
    }

    /// <summary>When what was said so far is on its way: who has much to say waits for it, and says the next part then.</summary>
    public Task EmptyAsync()
    {
        lock (_lock)
        {
            if (_control.Count == 0 || _close is not null) return Task.CompletedTask;
            return (_emptied ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>Only the newest ping is answered: a client that sends a million and reads nothing costs one.</summary>
    public void Pong(ReadOnlySpan<byte> payload)
    {
        var frame = ServerFrame.Encode(Opcode.Pong, payload);
        lock (_lock) _pong = frame;
    }

    /// <summary>Nothing comes after it. The first one counts.</summary>
    public void Close(ushort code, string reason)
    {
        lock (_lock)
        {
            _close ??= ServerFrame.Close(code, reason);
            _emptied?.TrySetResult();
        }
    }

    /// <param name="last">It was the close frame.</param>
    public bool TryTake(out ReadOnlyMemory<byte> frame, out bool last)
    {
        lock (_lock)
        {
            last = false;
            frame = _pong;
            _pong = null;
            if (!frame.IsEmpty) return true;
            if (_control.TryDequeue(out frame))
            {
                if (_control.Count > 0) return true;
                _emptied?.TrySetResult();
                _emptied = null;
                return true;
            }
            if (_close is null || _closeTaken) return false;
            (frame, last, _closeTaken) = (_close, true, true);
            return true;
        }
    }
}
