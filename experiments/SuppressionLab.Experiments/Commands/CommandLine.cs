using System.CommandLine;
using System.Runtime.InteropServices;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Commands;

/// <summary>The command line <c>suppressionlab</c>: its commands, and what their failures look like to a user.</summary>
internal static class CommandLine
{
    /// <summary>Parses and runs.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="output">Takes results.</param>
    /// <param name="error">Takes one line for a failure.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(string[] arguments, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("Measures what a suppressed behaviour left behind: is it gone, or has only its prior moved?")
        {
            RunCommand.Create(),
            PlansCommand.Create(),
            MethodsCommand.Create(),
            LawsCommand.Create(),
            GenerateCommand.Create(),
            OracleCommand.Create(),
            FitCommand.Create(),
            ReportCommand.Create(),
            StoreCommand.Create(),
            QueryCommand.Create(),
            SubmitCommand.Create(),
            StatusCommand.Create(),
            CancelCommand.Create(),
            ResumeCommand.Create(),
            WorkCommand.Create(),
        };
        var parsed = root.Parse(arguments);
        if (arguments.Any(string.IsNullOrWhiteSpace))
        {
            error.WriteLine("suppressionlab: an argument is empty (see --help)");
            return ExitCode.Usage;
        }
        if (parsed.Errors.Count > 0)
        {
            error.WriteLine($"suppressionlab: {parsed.Errors[0].Message} (see --help)");
            return ExitCode.Usage;
        }
        using var cancellation = new CancellationTokenSource();
        ConsoleCancelEventHandler handler = (_, signal) =>
        {
            // A second Ctrl-C ends the process at once.
            signal.Cancel = !cancellation.IsCancellationRequested;
            cancellation.Cancel();
        };
        Console.CancelKeyPress += handler;
        // What a cluster sends before it kills: stop cleanly, with the checkpoint kept.
        using var termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = !cancellation.IsCancellationRequested;
            cancellation.Cancel();
        });
        try
        {
            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                Output = output,
                Error = error,
                ProcessTerminationTimeout = null,
            };
            return parsed.InvokeAsync(configuration, cancellation.Token).GetAwaiter().GetResult();
        }
        catch (Exception failure) when (Describe(failure) is { } described)
        {
            error.WriteLine($"suppressionlab: {described.Message.ReplaceLineEndings(" ")}");
            return described.Code;
        }
        finally
        {
            Console.CancelKeyPress -= handler;
        }
    }

    /// <summary>The line and the code of a failure that a user can do something about; null for a defect of ours.</summary>
    private static (string Message, int Code)? Describe(Exception failure) => failure switch
    {
        InputException input => (input.Message, ExitCode.Usage),
        OperationCanceledException => ("cancelled; run the same command to go on", ExitCode.Cancelled),
        IOException io => (io.Message, ExitCode.Failure),
        OutOfMemoryException => ("not enough memory; a smaller batch, network or context needs less", ExitCode.Failure),
        ExternalException torch => (FirstLine(torch.Message), ExitCode.Failure),
        UnauthorizedAccessException denied => (denied.Message, ExitCode.Failure),
        LanguageModels.Native.TorchLoadException native => (native.Message, ExitCode.Failure),
        Slurm.SlurmException slurm => (slurm.Message, ExitCode.Failure),
        LanguageModels.Training.NonFiniteLossException loss => (loss.Message, ExitCode.Failure),
        _ => null,
    };

    /// <summary>Torch puts its own call stack below the message.</summary>
    private static string FirstLine(string message) => message.Split('\n')[0];
}
