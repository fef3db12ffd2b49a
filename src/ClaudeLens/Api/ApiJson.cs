using System.Text.Json.Serialization;
using ClaudeLens.Live;
using Microsoft.AspNetCore.Mvc;

namespace ClaudeLens.Api;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(UtcMilliseconds), typeof(SnakeCaseEnum<SessionStatus>), typeof(SnakeCaseEnum<WaitingFor>), typeof(SnakeCaseEnum<Evidence>)])]
[JsonSerializable(typeof(LiveActivityBody))]
[JsonSerializable(typeof(SessionList))]
[JsonSerializable(typeof(SessionTimeline))]
[JsonSerializable(typeof(AlertList))]
[JsonSerializable(typeof(SessionView))]
[JsonSerializable(typeof(Health))]
[JsonSerializable(typeof(ProblemDetails))]
internal sealed partial class ApiJson : JsonSerializerContext;
