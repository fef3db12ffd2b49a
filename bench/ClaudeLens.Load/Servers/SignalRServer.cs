using System.Text.Json;
using ClaudeLens.Live;
using ClaudeLens.Streams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClaudeLens.Load.Servers;

/// <summary>A SignalR hub that sends the same frames to all its clients.</summary>
internal static class SignalRServer
{
    private sealed class Frames : Hub;

    public static async Task<Served> StartAsync(Plan plan)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSignalR();
        var app = builder.Build();
        app.UseRouting();
        app.MapHub<Frames>("/frames");
        await app.StartAsync();
        var clients = app.Services.GetRequiredService<IHubContext<Frames>>().Clients;
        var generator = new Generator(plan.Sessions);
        return new Served(new Uri(app.Urls.First()).Port, generator, seq =>
        {
            var message = generator.Message(seq);
            var json = FrameJson.Write(new ActivityAdded(seq, message.Timestamp, message));
            _ = clients.All.SendAsync("frame", JsonDocument.Parse(json).RootElement);
        });
    }
}
