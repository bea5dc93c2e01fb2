using System.Text;
using EcoCode.Host;
using EcoCode.Sensors.External.Interop;

namespace EcoCode.Sensors.External;

/// <summary>A file that some other program keeps up to date. It is opened anew at each reading, because writers replace files.</summary>
/// <remarks>How old its content is can't be told: the time stamp of a file of a pseudo-filesystem means nothing.</remarks>
internal sealed class ExternalFile(string path, ExternalUnit unit) : IExternalReading
{
    private readonly byte[] _path = Encoding.UTF8.GetBytes(path + '\0');

    public ReadOutcome TryRead(out double value)
    {
        value = 0;
        // One byte more than a value may have, so that a longer text is seen to be one.
        Span<byte> buffer = stackalloc byte[ExternalValue.MaxLength + 1];
        ReadOutcome outcome = RawFile.TryRead(_path, buffer, out int length);
        return outcome != ReadOutcome.Ok ? outcome : ExternalValue.TryParse(buffer[..length], unit, out value);
    }
}
