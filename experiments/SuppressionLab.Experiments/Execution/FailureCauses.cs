using System.Runtime.InteropServices;
using SuppressionLab.Experiments.Store;
using SuppressionLab.LanguageModels.Native;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Execution;

/// <summary>Tells causes of failures apart, and puts them into a line.</summary>
internal static class FailureCauses
{
    /// <summary>The cause.</summary>
    public static FailureCause Of(Exception error) => error switch
    {
        InputException => FailureCause.Input,
        NonFiniteLossException => FailureCause.NonFiniteLoss,
        _ when error is TorchLoadException || StorageFailure.IsLasting(error) => FailureCause.Machine,
        IOException or OutOfMemoryException or ExternalException => FailureCause.Passing,
        _ => FailureCause.Defect,
    };

    /// <summary>One line: torch puts its own call stack below the message, and a defect is named by its type.</summary>
    public static string Line(Exception error)
    {
        var line = error.Message.Split('\n')[0].TrimEnd('\r');
        return Of(error) == FailureCause.Defect ? $"{error.GetType().Name}: {line}" : line;
    }
}
