namespace ClaudeLens.Streams.WebSocket;

/// <summary>Why a socket is closed. 4000-4499: connect again; 4500-4999: stop.</summary>
internal static class CloseCode
{
    public const ushort Normal = 1000;
    public const ushort ProtocolError = 1002;
    public const ushort Unsupported = 1003;
    /// <summary>Never sent: stands for a close frame that carried no code.</summary>
    public const ushort None = 1005;
    public const ushort InvalidText = 1007;
    public const ushort TooBig = 1009;
    public const ushort Restart = 4001;
    public const ushort TooSlow = 4008;
    public const ushort Reset = 4010;
    public const ushort NotAllowed = 4501;
    public const ushort WrongVersion = 4503;

    /// <summary>Codes a peer may put into a close frame (RFC 6455, 7.4).</summary>
    public static bool MayBeReceived(ushort code) =>
        code is >= 1000 and <= 1003 or >= 1007 and <= 1014 or >= 3000 and <= 4999;
}
