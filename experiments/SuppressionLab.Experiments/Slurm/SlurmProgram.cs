using System.ComponentModel;
using System.Diagnostics;

namespace SuppressionLab.Experiments.Slurm;

/// <summary>
/// Runs Slurm's programs. Each call is bounded in time: a client waits for minutes on a controller that is gone.
/// </summary>
/// <param name="folder">Where the programs are; null for the PATH.</param>
/// <param name="patience">How long a call may take.</param>
internal sealed class SlurmProgram(string? folder, TimeSpan patience)
{
    /// <summary>Runs one and gives what it printed.</summary>
    /// <param name="name">The program, for example <c>sbatch</c>.</param>
    /// <param name="arguments">Its arguments; none passes through a shell.</param>
    /// <param name="input">What it reads; null for nothing.</param>
    /// <exception cref="SlurmException">It is missing, took too long or failed; the message names it and gives its first line.</exception>
    public string Run(string name, IReadOnlyList<string> arguments, string? input = null)
    {
        using var process = Start(name, arguments);
        // Both streams at once: a program that fills one while we read the other would never end.
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        Feed(process, input);
        if (!process.WaitForExit(patience) || !Task.WaitAll([output, error], patience))
        {
            process.Kill(entireProcessTree: true);
            throw new SlurmException($"{name}: no answer within {patience.TotalSeconds:0} s; is the cluster's controller up?");
        }
        return process.ExitCode == 0
            ? output.Result
            : throw new SlurmException($"{name} failed with exit code {process.ExitCode}: {FirstLine(error.Result, output.Result)}");
    }

    private Process Start(string name, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(folder is null ? name : Path.Combine(folder, name), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new SlurmException(
                $"{name}: no such program here; run this where Slurm's commands are installed (a login node of the cluster)", missing);
        }
    }

    private static void Feed(Process process, string? input)
    {
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading; its exit code says why.
        }
    }

    private static string FirstLine(params string[] texts) =>
        texts.SelectMany(text => text.Split('\n')).Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0) ?? "it said nothing";
}
