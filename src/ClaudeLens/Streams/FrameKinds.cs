namespace ClaudeLens.Streams;

/// <summary>The contract's four frame types.</summary>
[Flags]
internal enum FrameKinds
{
    None = 0,
    NewMessage = 1,
    SessionUpdate = 2,
    Alert = 4,
    MetricUpdate = 8,
    Activity = NewMessage | SessionUpdate | Alert,
    All = Activity | MetricUpdate,
}
