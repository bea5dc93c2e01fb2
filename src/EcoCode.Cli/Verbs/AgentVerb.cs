using System.CommandLine;
using System.CommandLine.Parsing;
using EcoCode.Agent;
using EcoCode.Agent.Serving;
using EcoCode.Cli.Agents;
using EcoCode.Cli.Configuration;
using EcoCode.Quantities;
using EcoCode.Telemetry.Compat;

namespace EcoCode.Cli.Verbs;

/// <summary><c>ecocode agent</c>.</summary>
internal sealed class AgentVerb : Verb
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(100), LongestInterval = TimeSpan.FromHours(1), UsualInterval = TimeSpan.FromSeconds(1);

    private const int UsualTop = 50, MostTop = 1000;

    private readonly MeasureOptions _measure = new("--name", startsCommand: false);
    private readonly Option<List<ListenAddress>?> _listen = new("--listen", "-l")
    {
        Description = "Where metrics are served: address:port or unix:/path. May be repeated (default: 127.0.0.1:9464).",
        HelpName = "address",
        Arity = new ArgumentArity(1, 100),
        AllowMultipleArgumentsPerToken = false,
        CustomParser = Addresses,
    };

    private readonly Option<bool> _noListen = Switch("--no-listen", "Serve no metrics over HTTP.");
    private readonly Option<bool> _insecure = Switch("--insecure", "Allow cleartext at addresses that other machines reach.");
    private readonly Option<string?> _certificate = File("--tls-cert", "Certificate of the server, PEM, with those of its issuers behind it; read again when it changes.");
    private readonly Option<string?> _key = File("--tls-key", "Its key, PEM.");
    private readonly Option<string?> _clients = File("--client-ca", "Authorities, PEM, whose certificates clients must have.");
    private readonly Option<string?> _basic = File("--auth-basic-file", "Names and passwords that are let in, name:password on each line.");
    private readonly Option<string?> _token = File("--auth-token-file", "Bearer tokens that are let in, one on each line.");
    private readonly Option<string?> _socket = new("--socket") { Description = "Where programs of this machine ask (default: /run/ecocode/agent.sock, or below $XDG_RUNTIME_DIR).", HelpName = "path" };
    private readonly Option<bool> _noSocket = Switch("--no-socket", "Answer no programs of this machine.");
    private readonly Option<string?> _otlp = new("--otlp") { Description = "Push metrics to an OpenTelemetry collector; without a value where OTEL_EXPORTER_OTLP_ENDPOINT says.", HelpName = "url", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _otlpProtocol = Values.Choice<string?>(["--otlp-protocol"], "How the collector is spoken to", ("auto", null), ("grpc", "grpc"), ("http/protobuf", "http/protobuf"));
    private readonly Option<bool> _otlpInsecure = Switch("--otlp-insecure", "Allow cleartext to a collector on another machine.");
    private readonly Option<CompatNames?> _compat = new("--compat")
    {
        Description = "Tell metrics under these programs' names, too, so that their dashboards work: scaphandre, kepler.",
        HelpName = "name[,name]",
        CustomParser = Compats,
    };

    private readonly Option<bool> _check = Switch("--check", "Say what would be served, and what is wrong; start nothing.");
    private readonly Option<bool> _health = Switch("--health", "Ask the agent that listens there whether it measures; start nothing.");
    private readonly Option<int?> _top = new("--top")
    {
        Description = "Processes with series of their own; the rest is one (default: 50).",
        HelpName = "number",
        CustomParser = result => (int?)Values.Number(result, "", 0, MostTop, "a number from 0 to 1000"),
    };

    private readonly Option<TimeSpan?> _interval = new("--interval", "-i")
    {
        Description = "Time between readings, 100ms to 1h (default: 1s).",
        HelpName = "time",
        CustomParser = result => Values.Duration(result, ShortestInterval, LongestInterval, "a time from 100ms to 1h, such as `1s`"),
    };

    private IReadOnlyList<string> _words = [];

    internal override IReadOnlyList<Option> Options
        => [_listen, _noListen, _insecure, _certificate, _key, _clients, _basic, _token, _otlp, _otlpProtocol, _otlpInsecure, _compat, _top, _noSocket, _interval, .. _measure.OfDashboard];

    internal override Option? Unconfigured => _measure.NoConfig;

    internal override IReadOnlyList<string> Take(IReadOnlyList<string> words) => _words = words;

    internal override Command Create(string name, string description)
    {
        var verb = new Command(name, description);
        foreach (Option option in Options) verb.Add(option);

        // Not from the environment: ECOCODE_SOCKET is where a command finds the run that measures it.
        verb.Add(_socket);
        verb.Add(_check);
        verb.Add(_health);
        verb.SetAction(parsed =>
        {
            var run = new AgentRun(Read(parsed), () => Again(parsed), TimeProvider.System);
            if (parsed.GetValue(_health)) return run.AskHealth();
            return parsed.GetValue(_check) ? run.Check() : run.Execute();
        });
        return verb;
    }

    /// <summary>What is taken over while the agent runs.</summary>
    private IReadOnlyList<Option> OfServer => [_listen, _noListen, _insecure, _certificate, _key, _clients, _basic, _token];

    /// <summary>The same words once more, with what environment and configuration say now.</summary>
    private AgentReload Again(ParseResult first)
    {
        var verb = new AgentVerb();
        IReadOnlyList<string> own = EnvironmentWords.Complete(_words, verb.Options, Environment.GetEnvironmentVariable);
        if (!EnvironmentWords.Given(own, verb.Unconfigured!))
        {
            if (!Configured.TryRead(ConfigPlaces.WorkingDirectory, Environment.GetEnvironmentVariable, out IReadOnlyList<Setting> settings, out Note? problem)) return new AgentReload(null, [], problem);
            own = ConfigWords.Complete(own, verb.Options, settings, Environment.GetEnvironmentVariable, out _);
        }

        ParseResult parsed = verb.Create("agent", "").Parse(own);
        if (parsed.Errors is [var error, ..]) return new AgentReload(null, [], Mistake.Of(error, "ecocode agent --help"));
        IEnumerable<string> staying = Options.Zip(verb.Options)
            .Where(pair => !OfServer.Contains(pair.First) && WordsOf(first, pair.First) != WordsOf(parsed, pair.Second))
            .Select(pair => pair.First.Name);
        return new AgentReload(verb.Read(parsed), [.. staying], null);
    }

    /// <summary>What was said to an option; null where nothing was.</summary>
    private static string? WordsOf(ParseResult parsed, Option option)
        => parsed.GetResult(option) is { Implicit: false } said ? string.Join('\n', said.Tokens.Select(token => token.Value)) : null;

    private AgentRequest Read(ParseResult parsed) => new(
        _measure.Read(parsed) with { Interval = parsed.GetValue(_interval) ?? UsualInterval },
        new AgentOptions
        {
            Server = new ServerOptions
            {
                Listen = parsed.GetValue(_noListen) ? [] : parsed.GetValue(_listen) is { Count: > 0 } listen ? listen : [ListenAddress.Usual],
                Insecure = parsed.GetValue(_insecure),
                CertificateFile = parsed.GetValue(_certificate),
                KeyFile = parsed.GetValue(_key),
                ClientCaFile = parsed.GetValue(_clients),
                BasicFile = parsed.GetValue(_basic),
                TokenFile = parsed.GetValue(_token),
            },
        },
        parsed.GetValue(_top) ?? UsualTop,
        parsed.GetValue(_noSocket) ? null : parsed.GetValue(_socket) ?? AgentSocket.Usual(Environment.GetEnvironmentVariable),
        parsed.GetResult(_otlp) is null ? null : new PushRequest(parsed.GetValue(_otlp) ?? "", parsed.GetValue(_otlpProtocol), parsed.GetValue(_otlpInsecure)),
        parsed.GetValue(_compat) ?? CompatNames.None);

    private static Option<bool> Switch(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.Zero };

    private static Option<string?> File(string name, string description) => new(name) { Description = description, HelpName = "file" };

    private static CompatNames? Compats(ArgumentResult result)
    {
        CompatNames names = CompatNames.None;
        foreach (string text in Values.Text(result).Split(',', StringSplitOptions.TrimEntries))
        {
            CompatNames? name = text.ToLowerInvariant() switch { "scaphandre" => CompatNames.Scaphandre, "kepler" => CompatNames.Kepler, _ => null };
            if (name is null) return Values.Refuse<CompatNames?>(result, text, "`scaphandre`, `kepler`, or both with a comma between them");
            names |= name.Value;
        }

        return names;
    }

    /// <summary>Several are repeated, or stand in one word with commas between them, as configuration has them.</summary>
    private static List<ListenAddress>? Addresses(ArgumentResult result)
    {
        var addresses = new List<ListenAddress>();
        foreach (Token token in result.Tokens)
        {
            foreach (string text in token.Value.Split(',', StringSplitOptions.TrimEntries))
            {
                if (!ListenAddress.TryParse(text, out ListenAddress? address)) return Values.Refuse<List<ListenAddress>>(result, text, "an address with a port, such as `127.0.0.1:9464`, or `unix:/path`");
                addresses.Add(address);
            }
        }

        return addresses;
    }
}
