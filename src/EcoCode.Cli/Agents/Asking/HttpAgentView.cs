using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using EcoCode.Metering.Snapshots;
using EcoCode.Quantities;
using EcoCode.Telemetry.Machines;

namespace EcoCode.Cli.Agents.Asking;

/// <summary>An agent of any machine, by the address that it serves metrics at.</summary>
internal sealed class HttpAgentView : IAgentView
{
    private const long LongestAnswer = 64 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Uri _address;
    private readonly HttpClient _http;

    private HttpAgentView(Uri address, string? token)
    {
        _address = new Uri(address, "snapshot");
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = Patience }) { Timeout = Patience, MaxResponseContentBufferSize = LongestAnswer };
        Host = address.Host;
        if (token is not null) _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        else if (address.UserInfo.Length > 0) _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo))));
    }

    public TimeSpan Pause => Interval;

    public string Host { get; }

    public TimeSpan Interval { get; private set; } = TimeSpan.FromSeconds(1);

    /// <summary>Asks once, and says what is wrong.</summary>
    /// <param name="address">Scheme, machine and port; a name and a password may stand in it.</param>
    /// <param name="token">A token to show, or null.</param>
    /// <param name="view">The agent.</param>
    /// <param name="problem">Why it can't be asked.</param>
    internal static bool TryOpen(Uri address, string? token, [NotNullWhen(true)] out HttpAgentView? view, [NotNullWhen(false)] out Note? problem)
    {
        view = null;
        if (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback && (token is not null || address.UserInfo.Length > 0))
        {
            problem = AgentProblems.Cleartext(Shown(address));
            return false;
        }

        var asked = new HttpAgentView(address, token);
        if (asked.TryNext(out _, out problem))
        {
            view = asked;
            return true;
        }

        asked.Dispose();
        return false;
    }

    public bool TryNext([NotNullWhen(true)] out MachineSnapshot? snapshot, [NotNullWhen(false)] out Note? problem)
    {
        snapshot = null;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, _address);
            using HttpResponseMessage response = _http.Send(request, HttpCompletionOption.ResponseContentRead);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                problem = AgentProblems.Answered(Shown(_address), (int)response.StatusCode);
                return false;
            }

            using Stream body = response.Content.ReadAsStream();
            using JsonDocument document = JsonDocument.Parse(body);
            if (MachineJson.TryRead(document.RootElement, out snapshot, out string? reason))
            {
                Interval = snapshot.Interval > TimeSpan.FromMilliseconds(100) ? snapshot.Interval : TimeSpan.FromMilliseconds(100);
                problem = null;
                return true;
            }

            problem = AgentProblems.Foreign(Shown(_address), reason);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or TaskCanceledException)
        {
            problem = AgentProblems.Unreachable(Shown(_address), exception is TaskCanceledException ? "no answer within five seconds" : (exception.InnerException ?? exception).Message);
        }
        catch (JsonException)
        {
            problem = AgentProblems.Foreign(Shown(_address), "it does not answer in JSON");
        }

        return false;
    }

    public void Dispose() => _http.Dispose();

    /// <summary>The address without what may be secret in it.</summary>
    private static string Shown(Uri address) => address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
}
