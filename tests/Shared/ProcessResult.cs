using System.Diagnostics;

namespace SuppressionLab.Tests.Shared;

/// <summary>What a program printed and returned.</summary>
internal sealed record ProcessResult(int Code, string Output, string Error)
{
    /// <summary>Everything printed, for a failure's message.</summary>
    public string All => $"{Output}\n{Error}";

    /// <summary>Runs a program to its end in a folder.</summary>
    public static ProcessResult Of(string program, string folder, params string[] arguments) => With([], program, folder, arguments);

    /// <summary>Runs a program to its end in a folder, with further environment variables.</summary>
    public static ProcessResult With(
        Dictionary<string, string> environment, string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ProcessResult(process.ExitCode, output, error.Result);
    }

    /// <summary>This result, which must be a success.</summary>
    public ProcessResult Succeeded()
    {
        Assert.AreEqual(0, Code, All);
        return this;
    }
}
