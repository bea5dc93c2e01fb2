namespace EcoCode.Cli.Grid;

/// <summary>A secret. It is no record, since that would have a text with the value in it.</summary>
/// <param name="value">The secret itself.</param>
/// <param name="origin">The variable or file that it is from.</param>
internal sealed class Secret(string value, string origin)
{
    /// <summary>The secret itself: for a header, and for nothing else.</summary>
    internal string Value => value;

    /// <summary>The variable or file that it is from.</summary>
    internal string Origin => origin;

    /// <inheritdoc/>
    public override string ToString() => "set";
}
