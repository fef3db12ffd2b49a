using System.Text.Json;
using ClaudeLens.Events;

namespace ClaudeLens.Journal;

internal static partial class EventReader
{
    public static SessionEvent Read(long seq, EventId id, ReadOnlySpan<byte> body)
    {
        var json = new Utf8JsonReader(body);
        json.Read();
        EventKind kind = default;
        EventSource source = default;
        DateTimeOffset at = default, seenAt = default;
        DateTimeOffset? born = null;
        string sessionId = "";
        string? agentId = null, uuid = null, summary = null, requestId = null;
        bool backfill = false, copied = false;
        SessionFacts? facts = null;
        MessagePart? message = null;
        ToolCall? tool = null;
        ToolOutcome? outcome = null;
        ApiFailure? failure = null;
        CompactionReport? compaction = null;
        ClientTotal? total = null;
        ProcessReport? process = null;
        SubagentFacts? subagent = null;
        AlertReport? alert = null;
        while (Next(ref json))
        {
            if (Is(ref json, "k"u8)) kind = (EventKind)json.GetInt32();
            else if (Is(ref json, "s"u8)) sessionId = json.GetString()!;
            else if (Is(ref json, "t"u8)) at = Time(ref json);
            else if (Is(ref json, "o"u8)) seenAt = Time(ref json);
            else if (Is(ref json, "f"u8)) source = (EventSource)json.GetInt32();
            else if (Is(ref json, "a"u8)) agentId = json.GetString();
            else if (Is(ref json, "b"u8)) backfill = json.GetBoolean();
            else if (Is(ref json, "n"u8)) born = Time(ref json);
            else if (Is(ref json, "c"u8)) copied = json.GetBoolean();
            else if (Is(ref json, "u"u8)) uuid = json.GetString();
            else if (Is(ref json, "x"u8)) summary = json.GetString();
            else if (Is(ref json, "q"u8)) requestId = json.GetString();
            else if (Is(ref json, "facts"u8)) facts = Facts(ref json);
            else if (Is(ref json, "msg"u8)) message = Message(ref json);
            else if (Is(ref json, "tool"u8)) tool = Tool(ref json);
            else if (Is(ref json, "result"u8)) outcome = Outcome(ref json);
            else if (Is(ref json, "failure"u8)) failure = Failure(ref json);
            else if (Is(ref json, "compact"u8)) compaction = Compaction(ref json);
            else if (Is(ref json, "total"u8)) total = Total(ref json);
            else if (Is(ref json, "proc"u8)) process = Process(ref json);
            else if (Is(ref json, "sub"u8)) subagent = Subagent(ref json);
            else if (Is(ref json, "alert"u8)) alert = Alert(ref json);
            else Unknown(ref json);
        }

        return new SessionEvent
        {
            Seq = seq,
            Id = id,
            Kind = kind,
            SessionId = sessionId,
            AgentId = agentId,
            At = at,
            SeenAt = seenAt,
            Source = source,
            Backfill = backfill,
            Born = born,
            Copied = copied,
            Uuid = uuid,
            Summary = summary,
            RequestId = requestId,
            Facts = facts,
            Message = message,
            Tool = tool,
            Outcome = outcome,
            Failure = failure,
            Compaction = compaction,
            Total = total,
            Process = process,
            Subagent = subagent,
            Alert = alert,
        };
    }
}
