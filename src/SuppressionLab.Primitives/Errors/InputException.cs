namespace SuppressionLab.Primitives.Errors;

/// <summary>
/// Something a user gave (a plan, a file, an option, a column) is wrong. The message is one line that says what is
/// wrong, where, and what is allowed; the command line prints it alone and exits with 2.
/// </summary>
public sealed class InputException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">One line: what is wrong, where, and what is allowed.</param>
    /// <param name="innerException">The cause, for a debugger; never shown to a user.</param>
    public InputException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
