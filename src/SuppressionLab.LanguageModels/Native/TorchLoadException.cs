namespace SuppressionLab.LanguageModels.Native;

/// <summary>
/// The native part of TorchSharp could not be started. The message says in one line what is missing and what to do.
/// </summary>
public sealed class TorchLoadException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">One line: what is missing and what to do.</param>
    /// <param name="innerException">The loader's own error, for a debugger.</param>
    public TorchLoadException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
