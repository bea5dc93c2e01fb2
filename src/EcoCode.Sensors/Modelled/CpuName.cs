namespace EcoCode.Sensors.Modelled;

/// <summary>Turns the name that a CPU gives itself into the key of <c>data/cpu-power.csv</c>, by the rules of <c>data/README.md</c>, section 3.</summary>
internal static class CpuName
{
    private static readonly string[] Marks = ["(r)", "(tm)", "(c)", "®", "™"];
    private static readonly string[] Tails = [" @", " w/ ", " with ", " radeon "];
    private static readonly string[] Noise = ["cpu", "processor", "processors", "apu", "coprocessor", "soc"];
    private static readonly string[] Counts = ["dual", "triple", "quad", "six", "eight", "twelve", "sixteen"];

    /// <summary>The key of a name; a masked name (<c>AMD EPYC</c>) gives a key that the table does not hold.</summary>
    /// <param name="modelName"><c>model name</c> of /proc/cpuinfo.</param>
    /// <param name="vendor"><c>vendor_id</c>; it names the maker where the name does not.</param>
    internal static string Key(string modelName, string vendor)
    {
        string name = modelName.ToLowerInvariant();
        foreach (string mark in Marks) name = name.Replace(mark, "", StringComparison.Ordinal);
        name = name.Replace('\u00a0', ' ');
        foreach (string tail in Tails) name = UpTo(name, name.IndexOf(tail, StringComparison.Ordinal));
        name = WithoutBrackets(name);
        name = UpTo(name, name.AsSpan().IndexOfAny(',', ';'));
        string key = string.Join(' ', Words(name.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        return vendor switch
        {
            "GenuineIntel" when !key.StartsWith("intel", StringComparison.Ordinal) => "intel " + key,
            "AuthenticAMD" when !key.StartsWith("amd", StringComparison.Ordinal) => "amd " + key,
            _ => key,
        };
    }

    private static string UpTo(string text, int end) => end < 0 ? text : text[..end];

    private static string WithoutBrackets(string name)
    {
        int open, close;
        while ((open = name.IndexOf('(', StringComparison.Ordinal)) >= 0 && (close = name.IndexOf(')', open)) >= 0)
            name = name.Remove(open, close - open + 1);
        return name;
    }

    private static IEnumerable<string> Words(string[] words)
    {
        // "13th gen intel core …": the generation is told by the number of the part as well.
        int start = words.Length > 1 && words[1] == "gen" && words[0].EndsWith("th", StringComparison.Ordinal) ? 2 : 0;
        for (int i = start; i < words.Length; i++)
        {
            string word = words[i], next = i + 1 < words.Length ? words[i + 1] : "";
            bool countsCores = next == "core" && Counts.Contains(word), isCore2 = word == "core" && next == "2";
            if (countsCores || isCore2) i++;
            if (isCore2) yield return "core2";
            else if (!countsCores && !CountsCores(word) && !Noise.Contains(word)) yield return word;
        }
    }

    /// <summary><c>64-core</c>, <c>quad-core</c>.</summary>
    private static bool CountsCores(string word)
    {
        int dash = word.IndexOf('-', StringComparison.Ordinal);
        return dash > 0 && (word[dash..] is "-core" or "-cores") && (Counts.Contains(word[..dash]) || word[..dash].All(char.IsAsciiDigit));
    }
}
