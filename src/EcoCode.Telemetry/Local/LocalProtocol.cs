namespace EcoCode.Telemetry.Local;

/// <summary>What both ends of the local API agree on: docs/api.md.</summary>
public static class LocalProtocol
{
    /// <summary>The version of what the messages mean.</summary>
    public const int Version = 1;

    /// <summary>Where a command finds the API of the run that measures it: <c>1:@name</c>.</summary>
    public const string Variable = "ECOCODE_SOCKET";

    /// <summary>Longest line of a client, in bytes, without its line feed.</summary>
    internal const int LongestLine = 65_536;

    internal const int MostConnections = 256;

    internal const int MostOfUser = 64;

    /// <summary>What a client may leave unread before nothing more is read from it, and before it loses events.</summary>
    internal const int MostUnread = 1 << 20;

    /// <summary>Subscriptions of one connection.</summary>
    internal const int MostSubscriptions = 16;

    internal static readonly TimeSpan LongestFirstLine = TimeSpan.FromSeconds(10);

    /// <summary>The address as <see cref="Variable"/> has it.</summary>
    public static string Token(string address) => $"{Version}:{address}";
}
