using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using EcoCode.Impact.Live.Keeping;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace EcoCode.Impact.Live.Asking;

/// <summary>Asks one service, and bears with what networks do: one more try after a pause, a limit of time and size, and none at all while it is down.</summary>
/// <remarks>Safe to use from several threads. Redirects are not followed, and no cookie is kept, if the handler is that of <see cref="NewHandler"/>.</remarks>
public sealed class GridHttp : IDisposable
{
    private const int MostBytes = 4 << 20;

    /// <summary>For all tries together.</summary>
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);

    /// <summary>A server that wants a longer pause is left alone until it is over.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(3);

    private readonly HttpClient _client;
    private readonly GridGate _gate;
    private readonly ResiliencePipeline<HttpAnswer> _pipeline;

    /// <param name="provider">Name of the provider, for messages.</param>
    /// <param name="address">What paths are relative to; see <see cref="GridAddress"/>.</param>
    /// <param name="handler">The way to it.</param>
    /// <param name="folder">Where it is remembered that the service is down.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ArgumentException">The address is neither HTTPS nor on this machine.</exception>
    public GridHttp(string provider, Uri address, HttpMessageHandler handler, GridFolder folder, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!GridAddress.TryParse(address.OriginalString, out Uri? safe)) throw new ArgumentException("Only HTTPS, or HTTP on this machine.", nameof(address));
        (Provider, Address) = (provider, safe!);
        _client = new(handler, disposeHandler: false) { BaseAddress = safe, Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MostBytes };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("ecocode", typeof(GridHttp).Assembly.GetName().Version?.ToString(3)));
        _client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        _gate = new(provider, safe!, folder, time);
        _pipeline = new ResiliencePipelineBuilder<HttpAnswer> { TimeProvider = time }
            .AddTimeout(new TimeoutStrategyOptions { Timeout = Limit })
            .AddRetry(new RetryStrategyOptions<HttpAnswer>
            {
                MaxRetryAttempts = 1,
                BackoffType = DelayBackoffType.Exponential,
                Delay = FirstPause,
                UseJitter = true,
                ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Result is { IsPassing: true } answer && (answer.RetryAfter ?? TimeSpan.Zero) <= LongestPause),
                DelayGenerator = attempt => ValueTask.FromResult(attempt.Outcome.Result.RetryAfter),
            })
            .Build();
    }

    /// <summary>Name of the provider.</summary>
    internal string Provider { get; }

    /// <summary>Which service it is.</summary>
    internal Uri Address { get; }

    /// <summary>The way to a service as it is used outside of tests.</summary>
    /// <param name="proxies">Whether proxies that the environment names are used; not for this machine.</param>
    public static HttpMessageHandler NewHandler(bool proxies) => new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = proxies,
        AutomaticDecompression = DecompressionMethods.GZip,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
    };

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>Gets a document. Throws only when it is cancelled by the caller.</summary>
    /// <param name="path">Path and query, relative to the address, escaped.</param>
    /// <param name="zone">The zone it is about, for messages.</param>
    /// <param name="header">A header, mostly with a key; null for none.</param>
    /// <param name="cancel">Ends it.</param>
    internal async Task<HttpAnswer> GetAsync(string path, string zone, (string Name, string Value)? header, CancellationToken cancel)
    {
        if (_gate.Closed() is { } closed) return new(null, closed);
        HttpAnswer answer;
        try
        {
            answer = await _pipeline.ExecuteAsync(async token => await TryAsync(path, zone, header, token).ConfigureAwait(false), cancel).ConfigureAwait(false);
        }
        catch (TimeoutRejectedException)
        {
            answer = new(null, GridProblems.TimedOut(Provider, Limit)) { IsPassing = true };
        }

        if (answer.IsPassing) _gate.Failed(answer.RetryAfter);
        else _gate.Passed();
        return answer;
    }

    private async Task<HttpAnswer> TryAsync(string path, string zone, (string Name, string Value)? header, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (header is { } extra) request.Headers.TryAddWithoutValidation(extra.Name, extra.Value);
        try
        {
            using HttpResponseMessage response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel).ConfigureAwait(false);
            if (Refusal(response, zone) is { } refusal) return refusal;

            // Reads the body, up to the limit of the client.
            await response.Content.LoadIntoBufferAsync(MostBytes, cancel).ConfigureAwait(false);
            return Parse(await response.Content.ReadAsByteArrayAsync(cancel).ConfigureAwait(false));
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return new(null, GridProblems.TooLarge(Provider, MostBytes));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return new(null, GridProblems.Unreachable(Provider, InWords((exception as HttpRequestException)?.HttpRequestError))) { IsPassing = true };
        }
    }

    private HttpAnswer? Refusal(HttpResponseMessage response, string zone)
    {
        int status = (int)response.StatusCode;
        return status switch
        {
            204 => new(null, GridProblems.NoFigures(Provider, zone, "for that time")),
            >= 200 and < 300 => null,
            >= 300 and < 400 => new(null, GridProblems.Redirected(Provider)),
            401 or 403 => new(null, GridProblems.Refused(Provider, status)) { IsRefused = true },
            400 or 404 or 422 => new(null, GridProblems.NoZone(Provider, zone)),
            501 => new(null, GridProblems.Unable(Provider, "that")),
            429 or >= 500 => new(null, GridProblems.Failed(Provider, status)) { IsPassing = true, RetryAfter = _gate.Wait(response.Headers.RetryAfter) },
            _ => new(null, GridProblems.Failed(Provider, status)),
        };
    }

    private HttpAnswer Parse(byte[] body)
    {
        if (body.AsSpan().TrimStart("\ufeff \t\r\n"u8).StartsWith("<"u8)) return new(null, GridProblems.WebPage(Provider));
        try
        {
            return new(JsonDocument.Parse(body), null);
        }
        catch (JsonException)
        {
            return new(null, GridProblems.Malformed(Provider, body.Length == 0 ? "nothing" : "this is not JSON, or it is cut off"));
        }
    }

    /// <summary>Not in the words of the exception, which holds addresses.</summary>
    private static string InWords(HttpRequestError? error) => error switch
    {
        HttpRequestError.NameResolutionError => "its name is not found",
        HttpRequestError.SecureConnectionError => "its certificate is not trusted, or the connection is not secure",
        HttpRequestError.ResponseEnded => "the answer ended too early",
        HttpRequestError.ProxyTunnelError => "the proxy refuses",
        HttpRequestError.ConnectionError => "no connection",
        _ => "the connection failed",
    };
}
