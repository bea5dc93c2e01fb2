using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace EcoCode.Sensors;

/// <summary>Which GPUs are measured: all, or those that somebody named.</summary>
public sealed class GpuSelection
{
    private readonly string[]? _names;

    private GpuSelection(string[]? names, string? origin) => (_names, Origin) = (names, origin);

    /// <summary>All there are.</summary>
    public static GpuSelection All { get; } = new(null, null);

    /// <summary>Where the selection comes from, as it was typed: <c>--gpus 0</c>; <c>null</c> for all.</summary>
    public string? Origin { get; }

    /// <summary>Whether it leaves out every GPU, so that none need be looked for.</summary>
    public bool IsEmpty => _names is { Length: 0 };

    /// <summary>Whether it is what CUDA shows a command, which is of NVIDIA's GPUs alone.</summary>
    public bool IsOfCuda => Origin?.StartsWith("CUDA_", StringComparison.Ordinal) == true;

    /// <summary>Whether a GPU is named by its number, which depends on who counts.</summary>
    public bool HasNumbers => _names is not null && Array.Exists(_names, name => IsNumber(name, out _));

    /// <summary>Reads the value of <c>--gpus</c>: <c>all</c>, <c>none</c>, or numbers, UUIDs and PCI addresses with commas in between.</summary>
    /// <param name="text">The value.</param>
    /// <param name="selection">What it means.</param>
    /// <param name="error">What of it means nothing.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out GpuSelection? selection, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        (selection, error) = (All, null);
        if (text.Equals("all", StringComparison.OrdinalIgnoreCase)) return true;
        string[] names = text.Equals("none", StringComparison.OrdinalIgnoreCase) ? [] : text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        error = Array.Find(names, name => !IsNumber(name, out _) && !name.StartsWith("GPU-", StringComparison.OrdinalIgnoreCase) && !name.Contains(':', StringComparison.Ordinal));
        selection = error is null ? new GpuSelection(names, $"--gpus {text}") : null;
        return error is null;
    }

    /// <summary>Reads CUDA_VISIBLE_DEVICES as CUDA does: up to the first name that means nothing.</summary>
    /// <param name="value">Its value; <c>null</c> when it is not set, and then all GPUs are visible.</param>
    public static GpuSelection OfCuda(string? value)
    {
        if (value is null) return All;
        var names = new List<string>();
        foreach (string name in value.Split(',', StringSplitOptions.TrimEntries))
        {
            bool known = IsNumber(name, out _) || name.StartsWith("GPU-", StringComparison.OrdinalIgnoreCase);

            // Which GPU an instance is of can't be told by its name, so nothing is left out.
            if (name.StartsWith("MIG-", StringComparison.OrdinalIgnoreCase)) return All;
            if (!known) break;
            names.Add(name);
        }

        return new GpuSelection([.. names], $"CUDA_VISIBLE_DEVICES={value}");
    }

    /// <summary>Whether a GPU is among them. A UUID may be cut short.</summary>
    public bool Has(GpuIdentity gpu)
    {
        ArgumentNullException.ThrowIfNull(gpu);
        return _names is null || Array.Exists(_names, name => Means(name, gpu));
    }

    /// <summary>The names that none of some GPUs has.</summary>
    internal IReadOnlyList<string> Absent(IReadOnlyList<GpuIdentity> present)
        => Array.FindAll(_names ?? [], name => !present.Any(gpu => Means(name, gpu)));

    private static bool Means(string name, GpuIdentity gpu) => IsNumber(name, out int index)
        ? index == gpu.Index
        : gpu.Uuid?.StartsWith(name, StringComparison.OrdinalIgnoreCase) == true || name.Equals(gpu.PciAddress, StringComparison.OrdinalIgnoreCase);

    private static bool IsNumber(string name, out int number) => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
