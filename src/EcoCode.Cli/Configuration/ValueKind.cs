namespace EcoCode.Cli.Configuration;

/// <summary>What JSON a key takes.</summary>
internal enum ValueKind
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>A string that names a file: from the folder of the configuration file where it is relative.</summary>
    File,

    /// <summary>A number.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Switch,

    /// <summary>An object of strings.</summary>
    Pairs,
}
