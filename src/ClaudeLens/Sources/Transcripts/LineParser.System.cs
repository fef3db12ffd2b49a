using ClaudeLens.Events;

namespace ClaudeLens.Sources.Transcripts;

internal sealed partial class LineParser
{
    private void System(ReadOnlySpan<byte> json)
    {
        var subtype = Bytes(json, _line.Subtype);
        if (subtype.SequenceEqual("api_error"u8))
            Retry(json);
        else if (subtype.SequenceEqual("compact_boundary"u8))
            Add(New(json, EventKind.Compaction, OneLine(json, _line.Text)) with
            {
                Compaction = new() { Trigger = PooledOrNull(json, _line.Trigger), TokensBefore = _line.TokensBefore, TokensAfter = _line.TokensAfter },
            });
        else if (subtype.SequenceEqual("turn_duration"u8))
            Tell(json, EventKind.TurnEnded);
        else if (subtype.SequenceEqual("local_command"u8) && Bytes(json, _line.Text).StartsWith("<command-name>"u8))
            Tell(json, EventKind.Command, CommandText(Bytes(json, _line.Text)));
    }

    private void Retry(ReadOnlySpan<byte> json)
    {
        var message = OneLine(json, _line.ErrorFormatted.Length > 0 ? _line.ErrorFormatted : _line.ErrorText);
        var summary = message ?? (_line.Status is { } status ? $"API error {status}" : "No answer from the API");
        if (_line.Attempt is { } attempt)
            summary += _line.MaxAttempts is { } most ? $" (retry {attempt} of {most})" : $" (retry {attempt})";
        Add(New(json, EventKind.ApiError, summary) with
        {
            Failure = new()
            {
                Status = _line.Status,
                Message = message,
                Attempt = _line.Attempt,
                MaxAttempts = _line.MaxAttempts,
                RetryInMs = _line.RetryInMs,
            },
        });
    }
}
