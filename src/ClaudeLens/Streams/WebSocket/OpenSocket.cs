using System.IO.Pipelines;

namespace ClaudeLens.Streams.WebSocket;

/// <summary>An accepted WebSocket.</summary>
/// <param name="Input">The client's frames; ends when the connection does.</param>
/// <param name="Output">Takes ours.</param>
/// <param name="Abort">Cuts the connection.</param>
internal sealed record OpenSocket(PipeReader Input, Stream Output, Action Abort);
