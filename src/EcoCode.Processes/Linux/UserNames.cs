using System.Globalization;
using EcoCode.Host;

namespace EcoCode.Processes.Linux;

/// <summary>Names of users by /etc/passwd (passwd(5)) of a host whose root is a value. Users of a directory service have none here, and are their number.</summary>
/// <param name="root">The root of the host.</param>
/// <param name="time">The clock.</param>
internal sealed class UserNames(PseudoFs root, TimeProvider time)
{
    /// <summary>A user who is not there may have been added since, but not more often than this.</summary>
    private static readonly TimeSpan AgainAfter = TimeSpan.FromMinutes(1);

    private readonly Dictionary<int, string> _names = [];
    private long? _read;

    /// <summary>The name of a user, or the number.</summary>
    internal string Of(int user)
    {
        if (_names.TryGetValue(user, out string? name)) return name;
        if (_read is not { } read || time.GetElapsedTime(read) >= AgainAfter) Read();
        return _names.TryGetValue(user, out name) ? name : user.ToString(CultureInfo.InvariantCulture);
    }

    private void Read()
    {
        _read = time.GetTimestamp();
        _names.Clear();
        root.TryReadText("etc/passwd", out string text);
        foreach (string line in text.Split('\n'))
        {
            string[] fields = line.Split(':', 4);
            if (fields.Length == 4 && fields[0].Length > 0 && int.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out int user)) _names.TryAdd(user, fields[0]);
        }
    }
}
