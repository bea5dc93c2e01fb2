using System.Text.Json;

namespace EcoCode.Cli.Placing;

/// <summary>Asks the service by which a provider tells its machines where they are: at the one link-local address, past every proxy, without following a redirect, and for a second at most.</summary>
/// <param name="address">Where it is: <see cref="LinkLocal"/>.</param>
internal sealed class MetadataService(string address)
{
    /// <summary>How long all of it may take.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Answers are a few hundred bytes.</summary>
    private const int MostBytes = 64 * 1024;

    private const string TokenHeader = "X-aws-ec2-metadata-token", FlavorHeader = "Metadata-Flavor";

    /// <summary>RFC 3927: no router passes it on.</summary>
    internal const string LinkLocal = "http://169.254.169.254";

    /// <summary>Asks; null where nobody answers, or it is no answer.</summary>
    internal async Task<MetadataAnswer?> AskAsync(CloudProvider provider)
    {
        using var cancel = new CancellationTokenSource(Patience);
        using var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = Patience };
        using var client = new HttpClient(handler) { BaseAddress = new Uri(address), MaxResponseContentBufferSize = MostBytes };
        try
        {
            return provider.Key switch
            {
                "aws" => await AwsAsync(client, cancel.Token).ConfigureAwait(false),
                "azure" => await AzureAsync(client, cancel.Token).ConfigureAwait(false),
                "gcp" => await GoogleAsync(client, cancel.Token).ConfigureAwait(false),
                _ => null,
            };
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>IMDSv2: with a token, which a mere redirected request can't get.</summary>
    private static async Task<MetadataAnswer?> AwsAsync(HttpClient client, CancellationToken cancel)
    {
        string? token = await TextAsync(client, HttpMethod.Put, "/latest/api/token", ("X-aws-ec2-metadata-token-ttl-seconds", "60"), null, cancel).ConfigureAwait(false);
        return token is null ? null : await JsonAsync(client, "/latest/dynamic/instance-identity/document", (TokenHeader, token), "region", "instanceType", cancel).ConfigureAwait(false);
    }

    private static Task<MetadataAnswer?> AzureAsync(HttpClient client, CancellationToken cancel)
        => JsonAsync(client, "/metadata/instance/compute?api-version=2021-12-13&format=json", ("Metadata", "true"), "location", "vmSize", cancel);

    private static async Task<MetadataAnswer?> GoogleAsync(HttpClient client, CancellationToken cancel)
    {
        const string Instance = "/computeMetadata/v1/instance/";
        string? zone = Last(await TextAsync(client, HttpMethod.Get, Instance + "zone", (FlavorHeader, "Google"), FlavorHeader, cancel).ConfigureAwait(false));
        if (zone is null || zone.LastIndexOf('-') is not (> 0 and var cut)) return null;
        return Answer(zone[..cut], Last(await TextAsync(client, HttpMethod.Get, Instance + "machine-type", (FlavorHeader, "Google"), FlavorHeader, cancel).ConfigureAwait(false)));

        // projects/123/zones/europe-west1-b: the number of the project is not kept.
        static string? Last(string? path) => path?[(path.LastIndexOf('/') + 1)..];
    }

    private static async Task<MetadataAnswer?> JsonAsync(
        HttpClient client, string path, (string Name, string Value) header, string region, string type, CancellationToken cancel)
    {
        if (await TextAsync(client, HttpMethod.Get, path, header, null, cancel).ConfigureAwait(false) is not { } text) return null;
        using JsonDocument document = JsonDocument.Parse(text);
        return Answer(Of(region), Of(type));

        string? Of(string key) => document.RootElement.TryGetProperty(key, out JsonElement value) ? value.GetString() : null;
    }

    private static async Task<string?> TextAsync(
        HttpClient client, HttpMethod method, string path, (string Name, string Value) header, string? wanted, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        using HttpResponseMessage response = await client.SendAsync(request, cancel).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode || (wanted is not null && !response.Headers.Contains(wanted))) return null;
        return (await response.Content.ReadAsStringAsync(cancel).ConfigureAwait(false)).Trim();
    }

    /// <summary>A region is letters, digits and dashes; anything else is no region, whoever sent it.</summary>
    private static MetadataAnswer? Answer(string? region, string? type)
        => IsWord(region) ? new(region!.ToLowerInvariant(), IsWord(type) ? type : null) : null;

    private static bool IsWord(string? text)
        => text is { Length: > 0 and < 64 } && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');
}
