namespace EcoCode.Host;

/// <summary>What came of a reading. Missing is not zero: anything but <see cref="Ok"/> carries no value.</summary>
public enum ReadOutcome
{
    /// <summary>A value was read.</summary>
    Ok,

    /// <summary>The sensor is not there (any more): no such file, device removed.</summary>
    Gone,

    /// <summary>It is there, but this user may not read it.</summary>
    Denied,

    /// <summary>It answered with something that is not a value of its kind.</summary>
    Malformed,

    /// <summary>It is there, but says that it can't measure, now or ever (EIO, ENODATA, a battery on mains).</summary>
    NotSupported,

    /// <summary>Its last value is too old to stand for now.</summary>
    Stale,
}
