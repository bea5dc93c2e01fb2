using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EcoCode.Host.Sockets;
using EcoCode.Quantities;

namespace EcoCode.Telemetry.Local;

/// <summary>One request, to be answered once, by any thread.</summary>
public sealed class LocalCall
{
    private readonly LocalConnection _connection;
    private readonly byte[] _line;
    private readonly byte[] _id;

    internal LocalCall(LocalConnection connection, RequestEnvelope envelope, ReadOnlySpan<byte> line)
        => (_connection, Operation, _id, _line) = (connection, envelope.Operation, envelope.Id, line.ToArray());

    /// <summary>What is asked for: <c>begin</c>, <c>read</c>.</summary>
    public string Operation { get; }

    /// <summary>Who asks.</summary>
    public LocalPeer Peer => _connection.Peer;

    internal LocalConnection Connection => _connection;

    /// <summary>Reads what it says. Where that does not fit, it is answered with why.</summary>
    public bool TryRead<T>(JsonTypeInfo<T> type, [NotNullWhen(true)] out T? request)
        where T : class
    {
        request = null;
        string? key = null;
        try
        {
            request = JsonSerializer.Deserialize(_line, type);
        }
        catch (JsonException problem)
        {
            key = problem.Path is { Length: > 2 } path ? path[2..] : null;
        }

        if (request is null) Refuse(LocalProblems.WrongKind(Operation, key));
        return request is not null;
    }

    /// <summary>Answers.</summary>
    public void Answer<T>(T result, JsonTypeInfo<T> type)
        => _connection.Answer(_id.Length == 0 ? [] : LocalLine.Of(_id, writer => JsonSerializer.Serialize(writer, result, type)));

    /// <summary>Answers with what is JSON already, in one line.</summary>
    public void Answer(ReadOnlyMemory<byte> json) => _connection.Answer(_id.Length == 0 ? [] : LocalLine.Of(_id, writer => writer.WriteRawValue(json.Span, skipInputValidation: true)));

    /// <summary>Answers that it can't be.</summary>
    public void Refuse(Note problem) => _connection.Answer(_id.Length == 0 ? [] : LocalLine.Error(_id, problem));
}
