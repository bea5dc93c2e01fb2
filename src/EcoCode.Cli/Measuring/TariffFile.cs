using System.Diagnostics.CodeAnalysis;
using EcoCode.Impact;
using EcoCode.Quantities;

namespace EcoCode.Cli.Measuring;

/// <summary>A file of prices, read once, when it is first needed.</summary>
/// <param name="path">Where it is.</param>
internal sealed class TariffFile(string path)
{
    /// <summary>Ten years of prices for each quarter of an hour.</summary>
    private const int MostBytes = 32 << 20;

    private ITimedPrice? _prices;

    /// <summary>The prices, or what is wrong.</summary>
    internal bool TryRead([NotNullWhen(true)] out ITimedPrice? prices, [NotNullWhen(false)] out Note? problem)
    {
        problem = null;
        if (_prices is null && !TryReadFile(out _prices, out problem))
        {
            prices = null;
            return false;
        }

        prices = _prices;
        return true;
    }

    private bool TryReadFile([NotNullWhen(true)] out ITimedPrice? prices, [NotNullWhen(false)] out Note? problem)
    {
        prices = null;
        try
        {
            var file = new FileInfo(path);

            // Pipes, too, have no length, and opening one would wait for whoever writes to it.
            if (file.Exists && file.Length is > 0 and <= MostBytes) return TariffText.TryParse(path, File.ReadAllText(path), out prices, out problem);
            problem = TariffText.NotReadable(path, Directory.Exists(path) ? "it is a folder" : !file.Exists ? "there is no such file" : file.Length == 0 ? "it is empty" : "it is larger than 32 MB");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = TariffText.NotReadable(path, exception is UnauthorizedAccessException ? "permission denied" : "input/output error");
        }

        return false;
    }
}
