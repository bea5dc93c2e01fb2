using System.Diagnostics;

namespace EcoCode.Ledger.Tests.Export;

/// <summary>Python, as another program that reads what is exported.</summary>
internal static class Python
{
    private const string Path = "/usr/bin/python3";

    /// <summary>Runs a script with a text as its input, and returns what it prints; skips the test where a module is absent.</summary>
    internal static string Run(string script, string input, params string[] modules)
    {
        Assert.SkipUnless(File.Exists(Path), "there is no /usr/bin/python3");
        foreach (string module in modules) Assert.SkipUnless(Start($"import {module}", "").Code == 0, $"python3 has no {module}");
        (int code, string output, string error) = Start(script, input);
        Assert.True(code == 0, error);
        return output;
    }

    private static (int Code, string Output, string Error) Start(string script, string input)
    {
        using Process python = Process.Start(new ProcessStartInfo(Path, ["-c", script])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            StandardInputEncoding = new System.Text.UTF8Encoding(false), StandardOutputEncoding = System.Text.Encoding.UTF8,
            Environment = { ["PYTHONIOENCODING"] = "utf-8" },
        })!;
        Task<string> output = python.StandardOutput.ReadToEndAsync(), error = python.StandardError.ReadToEndAsync();
        python.StandardInput.Write(input);
        python.StandardInput.Close();
        Assert.True(python.WaitForExit(60_000), "python did not end");
        return (python.ExitCode, output.Result, error.Result);
    }
}
