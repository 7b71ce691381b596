namespace SuppressionLab.LanguageModels.Training;

/// <summary>
/// A step's loss, gradient or weights were not finite. The run stopped; the last good checkpoint, if there is one, is
/// as it was.
/// </summary>
public sealed class NonFiniteLossException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="step">The step, from 1.</param>
    /// <param name="quantity">What was not finite.</param>
    /// <param name="value">Its value.</param>
    /// <param name="checkpointStep">The step of the kept checkpoint, or null.</param>
    public NonFiniteLossException(long step, string quantity, double value, long? checkpointStep)
        : base(FormattableString.Invariant(
            $"step {step}: the {quantity} is {value}; {Kept(checkpointStep)}; try a lower learning rate or more warm-up"))
    {
        Step = step;
    }

    /// <summary>The step, from 1.</summary>
    public long Step { get; }

    private static string Kept(long? step) =>
        step is { } kept ? $"the checkpoint of step {kept} is kept" : "there is no checkpoint yet";
}
