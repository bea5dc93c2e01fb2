using System.Diagnostics;

namespace EcoCode.Tui.Tests.EndToEnd;

/// <summary>A terminal by tmux with a shell in it, of a server of its own that ends with it.</summary>
internal sealed class Tmux : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ecocode-tmux-");

    public Tmux(int width, int height)
    {
        // The shell reads one line at a time and says when it has: `$` alone on a line.
        Run("-f", "/dev/null", "new-session", "-d", "-x", $"{width}", "-y", $"{height}", "env PS1='$ ' LANG=C.UTF-8 bash --norc --noprofile");
        WaitFor(screen => screen.TrimEnd().EndsWith('$'));
    }

    /// <summary>Why there is none; null when there is one.</summary>
    public static string? Lacking
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Join(folder, "tmux"))) ? null : "tmux is not installed";

    /// <summary>The rows that the terminal shows.</summary>
    public string Screen => Run("capture-pane", "-p");

    /// <summary>What tmux knows of the pane: whether the alternate screen is on, the cursor, the mouse at all, the mouse dragged.</summary>
    public string Modes => Run("display-message", "-p", "#{alternate_on} #{cursor_flag} #{mouse_any_flag}#{mouse_button_flag}").TrimEnd();

    /// <summary>A file of this terminal's own.</summary>
    public string PathOf(string name) => Path.Join(_folder.FullName, name);

    /// <summary>Presses keys, by tmux's names for them.</summary>
    public void Press(params string[] keys) => Run(["send-keys", .. keys]);

    /// <summary>Sends characters as they are.</summary>
    public void Type(string text) => Run("send-keys", "-l", text);

    /// <summary>Pastes text, marked as a paste where the program asked for that.</summary>
    public void Paste(string text)
    {
        Run("set-buffer", text);
        Run("paste-buffer", "-p");
    }

    /// <summary>Has the shell do something.</summary>
    public void Enter(string command)
    {
        Type(command);
        Press("Enter");
    }

    public void Resize(int width, int height) => Run("resize-window", "-x", $"{width}", "-y", $"{height}");

    /// <summary>Ends the terminal under its programs.</summary>
    public void HangUp() => Run("kill-server");

    /// <summary>Waits until the screen is as it shall be, and gives it.</summary>
    public string WaitFor(Predicate<string> isSo)
    {
        long start = Stopwatch.GetTimestamp();
        string screen;
        while (!isSo(screen = Screen))
        {
            if (Stopwatch.GetElapsedTime(start) > Patience) Assert.Fail($"in {Patience.TotalSeconds} s the screen did not become what it shall be:\n{screen}");
        }

        return screen;
    }

    /// <summary>The terminal's settings, as stty tells them to the shell.</summary>
    public string Settings()
    {
        string file = PathOf($"stty{Guid.NewGuid():N}");
        Enter($"clear; stty -a > {file}.part; mv {file}.part {file}; echo 'told'");
        WaitFor(screen => screen.Contains("\ntold\n", StringComparison.Ordinal) || screen.StartsWith("told\n", StringComparison.Ordinal));
        return string.Join('\n', File.ReadAllLines(file).Skip(1)); // The first line has the size.
    }

    public void Dispose()
    {
        TryRun(out _, "kill-server");
        _folder.Delete(recursive: true);
    }

    private string Run(params string[] arguments)
    {
        Assert.True(TryRun(out string output, arguments), $"tmux {string.Join(' ', arguments)}: {output}");
        return output;
    }

    private bool TryRun(out string output, params string[] arguments)
    {
        using Process tmux = Process.Start(new ProcessStartInfo("tmux", ["-S", PathOf("socket"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        output = tmux.StandardOutput.ReadToEnd() + tmux.StandardError.ReadToEnd();
        tmux.WaitForExit();
        return tmux.ExitCode == 0;
    }
}
