using System.Text.RegularExpressions;

namespace EcoCode.Architecture.Tests;

/// <summary>A C# file as text.</summary>
/// <param name="Path">Relative to the repository, with slashes.</param>
/// <param name="Text">All of it.</param>
internal sealed partial record SourceFile(string Path, string Text)
{
    /// <summary>Without comments, and with every literal emptied, so that words in prose count for nothing.</summary>
    public string Code { get; } = NotCode().Replace(Text, match => match.Value[0] is '/' ? "" : "\"\"");

    public IEnumerable<string> Lines => Text.TrimEnd('\n').Split('\n');

    public int LineCount => Text.Length == 0 ? 0 : Lines.Count();

    /// <summary>The folder of the project: EcoCode.Host for src/EcoCode.Host/Interop/Libc.cs.</summary>
    public string Project => Path.Split('/')[1];

    /// <summary>The namespace that its place in the tree gives it; sources that tests share lie in folders without the product's name.</summary>
    public string NamespaceOfFolder
        => (Project.StartsWith("EcoCode.", StringComparison.Ordinal) ? "" : "EcoCode.") + string.Join('.', Path.Split('/')[1..^1]);

    [GeneratedRegex("""
        \"{3}[\s\S]*?\"{3} | \$?@\$?\"(?:\"\"|[^\"])*\" | \"(?:\\.|[^\"\\\n])*\" | '(?:\\.|[^'\\\n])+' | //[^\n]* | /\*[\s\S]*?\*/
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex NotCode();
}
