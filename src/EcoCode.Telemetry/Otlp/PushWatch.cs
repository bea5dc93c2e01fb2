using System.Net;
using System.Net.Http.Headers;

namespace EcoCode.Telemetry.Otlp;

/// <summary>Notes why requests fail, which the exporter tells only to those who trace it.</summary>
/// <param name="inner">Who sends them.</param>
internal sealed class PushWatch(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private HttpResponseMessage? _answer;
    private string? _failure;

    /// <summary>Why the last request failed, for people; <c>null</c> when it did not. An answer of gRPC says so in its end, once it has been read.</summary>
    internal string? Reason => _answer is null ? _failure
        : _answer.StatusCode != HttpStatusCode.OK ? $"HTTP {(int)_answer.StatusCode}"
        : (StatusIn(_answer.Headers) ?? StatusIn(_answer.TrailingHeaders)) is { } code and not "0" ? $"gRPC status {code}"
        : null;

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return _answer = base.Send(request, cancellationToken);
        }
        catch (Exception failure) when (Note(failure))
        {
            throw;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return _answer = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (Note(failure))
        {
            throw;
        }
    }

    private static string? StatusIn(HttpResponseHeaders headers) => headers.TryGetValues("grpc-status", out IEnumerable<string>? values) ? values.First() : null;

    /// <summary>Always false: what failed is thrown on.</summary>
    private bool Note(Exception failure)
    {
        _answer = null;
        _failure = failure is OperationCanceledException ? "no answer in time" : (failure.InnerException ?? failure).Message;
        return false;
    }
}
