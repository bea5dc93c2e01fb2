namespace EcoCode.Impact;

/// <summary>A basis as it is written in options, tables and records.</summary>
public static class GridBasisText
{
    /// <summary><c>lifecycle</c> or <c>direct</c>.</summary>
    public static string Name(this GridBasis basis) => basis == GridBasis.Direct ? "direct" : "lifecycle";
}
