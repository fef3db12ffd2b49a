using ClaudeLens.Access;
using ClaudeLens.Journal;
using ClaudeLens.Live;
using ClaudeLens.Streams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClaudeLens.Load.Servers;

/// <summary>ClaudeLens' own streams, nothing else of it.</summary>
internal static class StreamsServer
{
    public static async Task<Served> StartAsync(Plan plan)
    {
        var live = new MemoryLive();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<ILive>(live).AddSingleton<ILivePast>(live).AddSingleton<IJournal>(live);
        builder.Services.AddAccess().AddStreams();
        var app = builder.Build();
        app.UseAccess();
        app.MapStreams();
        await app.StartAsync();
        var generator = new Generator(plan.Sessions);
        return new Served(new Uri(app.Urls.First()).Port, generator, seq =>
        {
            var message = generator.Message(seq);
            var added = new ActivityAdded(seq, message.Timestamp, message);
            if (plan.State) live.Publish(seq, added, new SessionChanged(seq, message.Timestamp, SessionChange.Changed, generator.Session(seq)));
            else live.Publish(seq, added);
        });
    }
}

/// <param name="Next">Brings about the message with this seq.</param>
internal sealed record Served(int Port, Generator Generator, Action<long> Next);
