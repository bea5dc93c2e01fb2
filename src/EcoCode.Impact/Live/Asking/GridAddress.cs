namespace EcoCode.Impact.Live.Asking;

/// <summary>Which addresses are asked: HTTPS, and plain HTTP on this machine alone.</summary>
public static class GridAddress
{
    /// <summary>Reads an address without name, password, query or fragment, in which a secret could be.</summary>
    /// <param name="text">For example <c>https://carbon.example.org/api</c> or <c>http://localhost:5073</c>.</param>
    /// <param name="address">The address, with a slash at its end.</param>
    public static bool TryParse(string text, out Uri? address)
    {
        address = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? read)) return false;
        bool safe = read.Scheme == Uri.UriSchemeHttps || (read.Scheme == Uri.UriSchemeHttp && read.IsLoopback);
        if (!safe || read.UserInfo.Length > 0 || read.Query.Length > 0 || read.Fragment.Length > 0) return false;
        address = read.AbsolutePath.EndsWith('/') ? read : new Uri(read.AbsoluteUri + "/");
        return true;
    }
}
