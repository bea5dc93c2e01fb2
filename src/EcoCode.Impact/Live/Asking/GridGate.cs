using System.Net.Http.Headers;
using System.Text.Json;
using EcoCode.Impact.Live.Keeping;
using EcoCode.Quantities;

namespace EcoCode.Impact.Live.Asking;

/// <summary>Keeps a service from being asked while it is down, while it wants to be left alone, and too often; for all processes of a user.</summary>
/// <remarks>Processes that ask at the same time may count one of their requests for two. That does no harm, so nothing is locked.</remarks>
internal sealed class GridGate
{
    /// <summary>Far below what any service allows, far above what a user needs.</summary>
    private const int MostPerMinute = 30;

    /// <summary>Failures in a row that close it.</summary>
    private const int FailuresToClose = 3;

    private static readonly TimeSpan FirstBreak = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestBreak = TimeSpan.FromHours(1);

    /// <summary>A longer wait is not believed.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly string _provider;
    private readonly string _name;
    private readonly GridFolder _folder;
    private readonly TimeProvider _time;

    internal GridGate(string provider, Uri address, GridFolder folder, TimeProvider time)
        => (_provider, _name, _folder, _time) = (provider, GridFolder.Name("gate", address.AbsoluteUri), folder, time);

    /// <summary>Why nothing is asked now, or null; then a request is counted.</summary>
    internal Note? Closed()
    {
        State state = Read();
        DateTimeOffset now = _time.GetUtcNow();
        if (state.NotBefore > now) return state.IsWanted ? GridProblems.AskedToWait(_provider, state.NotBefore) : GridProblems.Open(_provider, state.NotBefore);
        DateTimeOffset[] recent = [.. state.Asked.Where(asked => asked <= now && now - asked < TimeSpan.FromMinutes(1))];
        if (recent.Length >= MostPerMinute) return GridProblems.TooOften(_provider, MostPerMinute);
        Write(state with { Asked = [.. recent, now] });
        return null;
    }

    /// <summary>The service answered, if only with a refusal.</summary>
    internal void Passed()
    {
        State state = Read();
        if (state.Failures > 0) Write(state with { Failures = 0, NotBefore = default, IsWanted = false });
    }

    /// <summary>The service did not answer, or with a failure of its own.</summary>
    /// <param name="wait">How long it wants to be left alone, if it says so.</param>
    internal void Failed(TimeSpan? wait)
    {
        State state = Read();
        int failures = Math.Min(state.Failures + 1, 100);
        TimeSpan pause = failures < FailuresToClose ? TimeSpan.Zero : FirstBreak * Math.Pow(2, Math.Min(failures - FailuresToClose, 10));
        if (pause > LongestBreak) pause = LongestBreak;
        bool wanted = wait > pause;
        Write(state with { Failures = failures, NotBefore = _time.GetUtcNow() + (wanted ? wait!.Value : pause), IsWanted = wanted });
    }

    /// <summary>What a header <c>Retry-After</c> comes to, at most a day; null where there is none.</summary>
    internal TimeSpan? Wait(RetryConditionHeaderValue? header)
    {
        if ((header?.Delta ?? (header?.Date - _time.GetUtcNow())) is not { } wait) return null;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait;
    }

    private State Read()
    {
        if (!_folder.TryRead(_name, out byte[] bytes)) return State.Fresh;
        try
        {
            using var document = JsonDocument.Parse(bytes);
            JsonElement root = document.RootElement;
            var state = new State(
                root.GetProperty("failures").GetInt32(),
                root.GetProperty("not_before").GetDateTimeOffset(),
                root.GetProperty("wanted").GetBoolean(),
                [.. root.GetProperty("asked").EnumerateArray().Select(asked => asked.GetDateTimeOffset())]);

            // Written while the clock was wrong.
            return state.NotBefore > _time.GetUtcNow() + LongestWait || state.Asked.Length > MostPerMinute || state.Failures < 0 ? State.Fresh : state;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return State.Fresh;
        }
    }

    private void Write(State state) => _folder.Write(_name, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("failures", state.Failures);
        json.WriteString("not_before", state.NotBefore);
        json.WriteBoolean("wanted", state.IsWanted);
        json.WriteStartArray("asked");
        foreach (DateTimeOffset asked in state.Asked) json.WriteStringValue(asked);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <param name="Failures">In a row.</param>
    /// <param name="NotBefore">When it may be asked again.</param>
    /// <param name="IsWanted">Whether the service itself wants that.</param>
    /// <param name="Asked">When it was asked within the last minute.</param>
    private sealed record State(int Failures, DateTimeOffset NotBefore, bool IsWanted, DateTimeOffset[] Asked)
    {
        internal static State Fresh { get; } = new(0, default, false, []);
    }
}
