using System.Diagnostics;

namespace SuppressionLab.Experiments.Tests;

/// <summary>What a program printed and returned.</summary>
internal sealed record ProcessResult(int Code, string Output)
{
    public static ProcessResult Of(string program, string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ProcessResult(process.ExitCode, output + error.Result);
    }
}
