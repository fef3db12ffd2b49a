using ClaudeLens.Streams.WebSocket;

namespace ClaudeLens.Streams;

/// <summary>When the program stops, every viewer is told, and when to come back; who does not go is cut off.</summary>
internal sealed class Farewell(Pump pump, IHostApplicationLifetime lifetime, TimeProvider time)
{
    private const double RetryAfter = 1;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public void Listen() => lifetime.ApplicationStopping.Register(() => _ = SayAsync());

    private async Task SayAsync()
    {
        foreach (var viewer in pump.Viewers)
        {
            if (viewer.Controls) viewer.Outbox.Say(ControlJson.Bye(viewer.Seq, "restart", RetryAfter, time.GetUtcNow()));
            viewer.Outbox.Close(CloseCode.Restart, "restart");
        }
        pump.Wake();
        await Task.Delay(Patience, time);
        foreach (var viewer in pump.Viewers) viewer.Abort();
    }
}
