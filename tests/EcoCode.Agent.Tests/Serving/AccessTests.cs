using System.Text;
using EcoCode.Agent.Serving;
using EcoCode.Quantities;

namespace EcoCode.Agent.Tests.Serving;

public sealed class AccessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<Note> _warnings = [];

    [Fact]
    public void Cleartext_beyond_this_machine_is_refused_unless_it_is_asked_for()
    {
        ServerOptions options = Options("0.0.0.0:9464");
        Assert.Equal("ECO7001", Problem(options)?.Code);
        Assert.Null(Problem(options with { Insecure = true }));
        Assert.Null(Problem(Options("127.0.0.1:9464")));
        Assert.Null(Problem(Options("unix:/run/x.sock")));
    }

    [Fact]
    public void Secrets_in_cleartext_over_a_network_are_warned_of()
    {
        Assert.Null(Problem(Options("0.0.0.0:9464") with { Insecure = true, TokenFile = _folder.Write("tokens", "t") }));
        Assert.Equal(["ECO7009"], _warnings.Select(note => note.Code));
    }

    [Fact]
    public void A_file_of_secrets_that_others_can_read_is_warned_of()
    {
        string file = _folder.Write("tokens", "t");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Null(Problem(Options("127.0.0.1:1") with { TokenFile = file }));
        Assert.Equal(["ECO7005"], _warnings.Select(note => note.Code));
    }

    [Fact]
    public void Options_that_protect_nothing_by_themselves_are_refused()
    {
        Assert.Equal("ECO7006", Problem(Options("127.0.0.1:1") with { KeyFile = "k" })?.Code);
        Assert.Equal("ECO7006", Problem(Options("127.0.0.1:1") with { ClientCaFile = "c" })?.Code);
    }

    [Theory]
    [InlineData("", "ECO7007")]
    [InlineData("# only a comment\n\n", "ECO7007")]
    [InlineData("alice:secret\nbob\n", "ECO7008")]
    [InlineData(":secret\n", "ECO7008")]
    public void A_file_of_accounts_that_lets_nobody_in_is_refused(string text, string code)
        => Assert.Equal(code, Problem(Options("127.0.0.1:1") with { BasicFile = _folder.Write("accounts", text) })?.Code);

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        Note? problem = Problem(Options("127.0.0.1:1") with { TokenFile = _folder.PathOf("none") });
        Assert.Equal("ECO7003", problem?.Code);
        Assert.Contains(_folder.PathOf("none"), problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_that_is_none_is_refused()
        => Assert.Equal("ECO7004", Problem(Options("127.0.0.1:1") with { CertificateFile = _folder.Write("server.pem", "nothing") })?.Code);

    [Theory]
    [InlineData("Basic", "alice:s3cret:x", true)]
    [InlineData("basic", "bob:b", true)]
    [InlineData("Basic", "alice:s3cret", false)]
    [InlineData("Basic", "alice:s3cret:x ", false)]
    [InlineData("Basic", "", false)]
    public void A_name_with_its_password_is_let_in(string scheme, string account, bool admitted)
    {
        Assert.True(Credentials.TryRead(_folder.Write("accounts", "# people\nalice:s3cret:x\n\nbob:b\n"), null, out Credentials? credentials, out _));
        Assert.Equal(admitted, credentials.Admit($"{scheme} {Convert.ToBase64String(Encoding.UTF8.GetBytes(account))}"));
        Assert.False(credentials.Admit(null));
        Assert.False(credentials.Admit("Bearer b"));
        Assert.False(credentials.Admit("Basic not-base64!"));
    }

    [Fact]
    public void A_token_is_let_in_and_no_part_of_it()
    {
        Assert.True(Credentials.TryRead(null, _folder.Write("tokens", "abc\ndef\n"), out Credentials? credentials, out _));
        Assert.True(credentials.Admit("Bearer abc"));
        Assert.True(credentials.Admit("bearer def"));
        Assert.False(credentials.Admit("Bearer ab"));
        Assert.False(credentials.Admit("Bearer abcd"));
        Assert.False(credentials.Admit("Basic YWJjOg=="));
        Assert.False(credentials.Admit("Bearer"));
        Assert.False(credentials.Admit(""));
    }

    [Fact]
    public void Where_nothing_is_asked_for_everybody_is_let_in() => Assert.True(Credentials.None.Admit(null));

    public void Dispose() => _folder.Dispose();

    private static ServerOptions Options(string address)
    {
        Assert.True(ListenAddress.TryParse(address, out ListenAddress? parsed));
        return new ServerOptions { Listen = [parsed] };
    }

    private Note? Problem(ServerOptions options) => Access.TryOpen(options, TimeProvider.System, _warnings.Add, out _, out Note? problem) ? null : problem;
}
