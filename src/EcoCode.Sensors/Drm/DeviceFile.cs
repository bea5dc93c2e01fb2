using EcoCode.Host;

namespace EcoCode.Sensors.Drm;

/// <summary>A file of a device that can go and come back: when it is gone, it is looked for again, at most once a second.</summary>
/// <remarks>An open file of a device that was taken away stays gone, even when the device is back.</remarks>
internal sealed class DeviceFile(PseudoFs fs, string relative, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private PseudoFile? _file;
    private ReadOutcome _refusal;
    private long _tried;
    private bool _wasTried;

    /// <summary>The full path.</summary>
    internal string Path => fs.PathOf(relative);

    /// <summary>Reads a number, as <see cref="PseudoFile.TryReadCount"/>.</summary>
    internal ReadOutcome TryReadCount(out long value)
    {
        value = 0;
        return TryOpen(out PseudoFile? file) ? Keep(file!.TryReadCount(out value)) : _refusal;
    }

    /// <summary>Reads the beginning of the file.</summary>
    internal ReadOutcome TryRead(Span<byte> into, out int length)
    {
        length = 0;
        return TryOpen(out PseudoFile? file) ? Keep(file!.TryRead(into, 0, out length)) : _refusal;
    }

    private bool TryOpen(out PseudoFile? file)
    {
        file = _file;
        if (file is not null) return true;
        long now = time.GetTimestamp();
        if (_wasTried && time.GetElapsedTime(_tried, now) < Patience) return false;
        (_tried, _wasTried) = (now, true);
        _refusal = PseudoFile.TryOpen(Path, out _file);
        file = _file;
        return file is not null;
    }

    private ReadOutcome Keep(ReadOutcome outcome)
    {
        if (outcome != ReadOutcome.Gone) return outcome;
        _file!.Dispose();
        (_file, _refusal) = (null, outcome);
        return outcome;
    }
}
