using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Access;

/// <summary>
/// Kestrel that listens before the rest of the program is made, which takes longer than the page should: the page's files are
/// answered at once, and what the page asks for next waits until the host hands over its application.
/// </summary>
internal sealed class EarlyServer : IServer
{
    private readonly KestrelServer _kestrel;
    private readonly TaskCompletionSource<Func<IFeatureCollection, Task>> _application = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private EarlyServer(KestrelServer kestrel) => _kestrel = kestrel;

    public IFeatureCollection Features => _kestrel.Features;

    /// <param name="first">Answers what needs nothing of the application; null: it has to wait.</param>
    public static async Task<EarlyServer> StartAsync(IEnumerable<string> urls, Action<KestrelServerOptions> configure, ILoggerFactory logs, Func<HttpContext, Task?> first)
    {
        var options = new KestrelServerOptions();
        configure(options);
        var kestrel = new KestrelServer(Options.Create(options), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), logs), logs);
        foreach (var url in urls) kestrel.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Add(url);
        var server = new EarlyServer(kestrel);
        await kestrel.StartAsync(new Front(server, first), CancellationToken.None);
        return server;
    }

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken) where TContext : notnull
    {
        _application.SetResult(features => ProcessAsync(application, features));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => _kestrel.StopAsync(cancellationToken);

    public void Dispose() => _kestrel.Dispose();

    private static async Task ProcessAsync<TContext>(IHttpApplication<TContext> application, IFeatureCollection features) where TContext : notnull
    {
        var context = application.CreateContext(features);
        try
        {
            await application.ProcessRequestAsync(context);
        }
        catch (Exception e)
        {
            application.DisposeContext(context, e);
            throw;
        }
        application.DisposeContext(context, null);
    }

    private sealed class Front(EarlyServer server, Func<HttpContext, Task?> first) : IHttpApplication<IFeatureCollection>
    {
        public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

        public Task ProcessRequestAsync(IFeatureCollection context)
        {
            var application = server._application.Task;
            if (application.IsCompletedSuccessfully) return application.Result(context);
            return first(new DefaultHttpContext(context)) ?? WaitAsync(application, context);
        }

        public void DisposeContext(IFeatureCollection context, Exception? exception)
        {
        }

        private static async Task WaitAsync(Task<Func<IFeatureCollection, Task>> application, IFeatureCollection context) => await (await application)(context);
    }
}
