using System.Text.Json.Serialization;

namespace EcoCode.Ledger.Comparison;

/// <summary>Whether a difference is one.</summary>
public enum Verdict
{
    /// <summary>The bands of the two figures overlap, or one of them is not known: the figures can't be told apart.</summary>
    [JsonStringEnumMemberName("not_told_apart")]
    NotToldApart,

    /// <summary>Less than the reference, beyond the bands.</summary>
    [JsonStringEnumMemberName("less")]
    Less,

    /// <summary>More than the reference, beyond the bands.</summary>
    [JsonStringEnumMemberName("more")]
    More,

    /// <summary>There is no such thing in one of the two, which is not the same as none of it.</summary>
    [JsonStringEnumMemberName("only_in_one")]
    OnlyInOne,
}
