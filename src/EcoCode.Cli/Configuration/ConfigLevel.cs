namespace EcoCode.Cli.Configuration;

/// <summary>Whose file it is; the first goes before the others.</summary>
internal enum ConfigLevel
{
    Project,
    User,
    System,
}
