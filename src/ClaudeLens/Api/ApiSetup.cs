using System.Text.Json;
using System.Text.Json.Serialization;
using ClaudeLens.Live;
using Microsoft.OpenApi;

namespace ClaudeLens.Api;

public static class ApiSetup
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(http =>
        {
            // The same shapes as LiveJson writes to the streams.
            foreach (var converter in LiveJson.Default.Options.Converters) http.SerializerOptions.Converters.Add(converter);
            http.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            http.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            http.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
        });
        services.AddProblemDetails();
        services.AddOpenApi("v1", openApi => openApi
            .AddSchemaTransformer((schema, context, _) =>
            {
                Times(schema, context.JsonTypeInfo.Type);
                return Task.CompletedTask;
            })
            .AddDocumentTransformer((document, _, _) =>
            {
                document.Info.Title = "ClaudeLens";
                document.Info.Description = "What every Claude Code session is doing now. Live updates: /ws/activity-stream and /ws/metrics-updates.";
                document.Servers = [];
                return Task.CompletedTask;
            }));
        return services;
    }

    /// <summary>A type with a converter of its own is described without a type: times are text, and may be null where they say so.</summary>
    private static void Times(OpenApiSchema schema, Type type)
    {
        if (type == typeof(DateTimeOffset)) schema.Type = JsonSchemaType.String;
        if (type == typeof(DateTimeOffset?)) schema.Type = JsonSchemaType.String | JsonSchemaType.Null;
    }

    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json");
        routes.MapAnalytics();
        routes.MapSessions();
        routes.MapAlerts();
        routes.MapGet("/healthz", () => new Health("ok")).WithName("health").WithTags("health");
        routes.MapGet("/readyz", (ILive live) => live.CaughtUp.IsCompletedSuccessfully
            ? Results.Ok(new Health("ready"))
            : Results.Problem("The journal is still being read.", statusCode: StatusCodes.Status503ServiceUnavailable, title: "Not ready")).WithName("ready").WithTags("health");
    }
}
