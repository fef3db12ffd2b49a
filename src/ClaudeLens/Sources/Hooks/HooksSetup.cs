using ClaudeLens.Ingest;
using ClaudeLens.Settings;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace ClaudeLens.Sources.Hooks;

public static class HooksSetup
{
    /// <summary>Where clients post; part of the contract, and how <c>claudelens hooks</c> knows its own entries.</summary>
    public const string Path = "/api/v1/hooks";

    public static IServiceCollection AddHooks(this IServiceCollection services) =>
        services.AddSingleton(s => new HookEndpoint(s.Get<IIngest>(), s.Get<IOptions<IngestOptions>>(), s.Get<TimeProvider>()));

    public static void MapHooks(this IEndpointRouteBuilder routes) => routes
        .MapPost(Path, (HttpContext http, HookEndpoint hooks, CancellationToken cancel) => hooks.TakeAsync(http, cancel))
        .LimitIngest()
        .WithName("hooks").WithTags("ingest").WithSummary("What a Claude Code hook tells: the payload as the client sends it")
        .ProducesProblem(400).ProducesProblem(413).ProducesProblem(415).ProducesProblem(429).ProducesProblem(503)
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = Payload } } };
            return Task.CompletedTask;
        });

    /// <summary>What must be in it; everything else differs by event and version.</summary>
    private static OpenApiSchema Payload => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "session_id", "hook_event_name" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["session_id"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["hook_event_name"] = new OpenApiSchema { Type = JsonSchemaType.String },
        },
        AdditionalPropertiesAllowed = true,
    };
}
