using System.Text.Json;
using ClaudeLens.Live;

namespace ClaudeLens.Streams;

/// <summary>Several messages said in one frame: how many it stands for, and what they cost together, exactly.</summary>
internal sealed class Fold
{
    public required Activity Newest { get; set; }
    public long FirstSeq { get; init; }
    public int Messages { get; set; }
    public int Sessions { get; set; } = 1;
    public int Errors { get; set; }
    public decimal Cost { get; set; }

    public static Fold Of(Activity first) => new() { Newest = first, FirstSeq = first.Seq, Messages = 1, Errors = first.IsError ? 1 : 0, Cost = first.Cost };

    /// <param name="later">What came after everything this one stands for.</param>
    public void Add(Fold later)
    {
        if (later.Newest.SessionId != Newest.SessionId) Sessions += later.Sessions;
        Newest = later.Newest;
        Messages += later.Messages;
        Errors += later.Errors;
        Cost += later.Cost;
    }

    /// <summary>The messages of each session in one; where that is still too many, those of the least busy sessions together.</summary>
    public static IReadOnlyList<Fold> BySession(IEnumerable<Activity> activities, int most)
    {
        var folds = new Dictionary<string, Fold>();
        foreach (var activity in activities)
        {
            var one = Of(activity);
            if (!folds.TryAdd(activity.SessionId, one)) folds[activity.SessionId].Add(one);
        }
        if (folds.Count <= most) return [.. folds.Values.OrderBy(f => f.Newest.Seq)];
        var busiest = folds.Values.OrderByDescending(f => f.Messages).ThenBy(f => f.Newest.Seq).ToList();
        var rest = busiest.Skip(most - 1).OrderBy(f => f.Newest.Seq).ToList();
        var others = new Fold
        {
            Newest = rest[^1].Newest, FirstSeq = rest.Min(f => f.FirstSeq), Sessions = rest.Count,
            Messages = rest.Sum(f => f.Messages), Errors = rest.Sum(f => f.Errors), Cost = rest.Sum(f => f.Cost),
        };
        return [.. busiest.Take(most - 1).Append(others).OrderBy(f => f.Newest.Seq)];
    }

    public byte[] Json() => FrameJson.Write("new_message", Newest.Seq, Newest.Timestamp, this, static (w, fold) =>
    {
        if (fold.Sessions == 1) FrameJson.NewMessage(w, fold.Newest with { Cost = fold.Cost, IsError = fold.Errors > 0 });
        else fold.Several(w);
        if (fold.Messages == 1) return;
        w.WriteNumber("stands_for"u8, fold.Messages);
        w.WriteNumber("first_seq"u8, fold.FirstSeq);
        w.WriteNumber("errors"u8, fold.Errors);
        w.WriteNumber("sessions"u8, fold.Sessions);
    });

    private void Several(Utf8JsonWriter w)
    {
        w.WriteString("event"u8, "new_message"u8);
        w.WriteString("id"u8, Newest.Id);
        w.WriteNull("session_id"u8);
        w.WriteNull("project"u8);
        w.WriteString("message_type"u8, "system"u8);
        w.WriteNumber("cost"u8, Cost);
        w.WriteString("summary"u8, $"{Messages} messages in {Sessions} sessions");
        w.WriteBoolean("is_error"u8, Errors > 0);
        FrameJson.Time(w, "seen_at", Newest.SeenAt);
    }
}
