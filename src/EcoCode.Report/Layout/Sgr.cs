namespace EcoCode.Report.Layout;

/// <summary>The SGR escape sequences (ECMA-48, 8.3.117) that EcoCode writes.</summary>
internal static class Sgr
{
    internal const string Reset = "\u001b[0m";

    private const string Bold = "\u001b[1m";
    private const string Dim = "\u001b[2m";
    private const string Green = "\u001b[32m";
    private const string Red = "\u001b[31m";
    private const string Yellow = "\u001b[33m";

    internal static string Of(Ink ink) => ink switch
    {
        Ink.Bold => Bold,
        Ink.Dim => Dim,
        Ink.Warning => Yellow,
        Ink.Less => Green,
        Ink.More => Red,
        _ => "",
    };
}
