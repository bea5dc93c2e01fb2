namespace EcoCode.Cli.Tests.Completing;

/// <summary>The scripts, in the shells that they are for.</summary>
public sealed class ShellTests
{
    /// <summary>What bash does before it calls the function: it cuts the line into words.</summary>
    private const string Ask = """
        PATH=${0%/*}:$PATH
        source <(ecocode completion bash)
        ask() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_POINT=${#COMP_LINE}; _ecocode; printf '%s\n' "${COMPREPLY[*]}"; }

        """;

    [Theory]
    [InlineData("COMP_LINE='ecocode mon'; ask ecocode mon", "monitor")]
    [InlineData("COMP_LINE='ecocode run --attribution '; ask ecocode run --attribution ''", "busy capacity marginal")]
    [InlineData("COMP_LINE='ecocode run --attribution=b'; ask ecocode run --attribution = b", "busy")]
    [InlineData("COMP_LINE='ecocode run --attribution='; ask ecocode run --attribution =", "busy capacity marginal")]
    [InlineData("COMP_LINE='ecocode run -z aws:eu-central-1'; ask ecocode run -z aws : eu-central-1", "eu-central-1")]
    [InlineData("COMP_LINE='ecocode run ecoco'; ask ecocode run ecoco", "ecocode")]
    [InlineData("COMP_LINE='ecocode run --tag a='; ask ecocode run --tag a =", "")]
    [InlineData("COMP_LINE='ecocode run make '; ask ecocode run make ''", "")]
    public void Bash_completes(string typed, string expected)
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "bash is not installed");
        using Started started = Started.Start(["/bin/bash", "-c", Ask + typed, Ecocode.Path]);
        Ended ended = started.End();
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Equal(expected, string.Join(' ', ended.Output.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Distinct()));
    }

    [Fact]
    public void Fish_completes()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/fish"), "fish is not installed");
        using Started started = Started.Start(
            ["/usr/bin/fish", "--no-config", "-c", "set -x PATH (dirname $argv[1]) $PATH; ecocode completion fish | source; complete -C 'ecocode run --attribution '; complete -C 'ecocode mon'", Ecocode.Path]);
        Ended ended = started.End();
        Assert.Equal("", ended.Error);
        string[] words = [.. ended.Output.Split('\n').Select(line => line.Split('\t')[0])];
        Assert.Contains("busy", words);
        Assert.Contains("marginal", words);
        Assert.Contains("monitor", words);
    }

    [Fact]
    public void Zsh_completes()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/zsh"), "zsh is not installed");

        // The completion system runs only under a line editor; what the function hands to it is shown instead.
        const string Script = """
            path=(${0:h} $path)
            compdef() { : }
            _describe() { print -rl -- ${(P)2} }
            source <(ecocode completion zsh)
            words=(ecocode run --attribution ''); CURRENT=4; _ecocode
            words=(ecocode run -z aws:eu-central-1); CURRENT=4; _ecocode
            """;
        using Started started = Started.Start(["/usr/bin/zsh", "-f", "-c", Script, Ecocode.Path]);
        Ended ended = started.End();
        Assert.Equal("", ended.Error);
        Assert.Equal("busy\ncapacity\nmarginal\naws\\:eu-central-1\n", ended.Output);
    }
}
