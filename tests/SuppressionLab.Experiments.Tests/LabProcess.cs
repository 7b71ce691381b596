using System.Diagnostics;

namespace SuppressionLab.Experiments.Tests;

/// <summary>The program itself, in a process that a test can kill as an operating system would.</summary>
internal sealed class LabProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _error;
    private readonly Task<string> _output;

    public LabProcess(params string[] arguments)
    {
        _process = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "SuppressionLab.Experiments"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Runs it to its end.</summary>
    public static CommandResult Run(params string[] arguments)
    {
        using var lab = new LabProcess(arguments);
        return lab.End();
    }

    /// <summary>Waits for its end.</summary>
    public CommandResult End()
    {
        _process.WaitForExit();
        return new CommandResult(_process.ExitCode, _output.Result, _error.Result);
    }

    /// <summary>Kills it at a moment; false if it had ended by then.</summary>
    public bool KillAfter(TimeSpan time)
    {
        if (_process.WaitForExit(time))
        {
            return false;
        }
        _process.Kill();
        _process.WaitForExit();
        return true;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }
        _process.Dispose();
    }
}
