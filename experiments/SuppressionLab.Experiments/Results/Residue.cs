namespace SuppressionLab.Experiments.Results;

/// <summary>
/// How much of a behaviour one attack still finds in a method's model, on a scale on which the model that never saw the
/// behaviour is 0 and the pretrained model is 1.
/// </summary>
/// <param name="Attack">The attack.</param>
/// <param name="Model">Which network.</param>
/// <param name="Method">The method's label.</param>
/// <param name="Amount">How much suppression.</param>
/// <param name="Share">(method − never saw it) / (pretrained − never saw it), of the means over seeds.</param>
/// <param name="Excess">Method − never saw it, in the attack's own unit, turned so that more means more is left.</param>
/// <param name="Range">Pretrained − never saw it, alike: what the attack can tell at all.</param>
internal sealed record Residue(
    string Attack, string Model, string Method, double Amount, Estimate Share, Estimate Excess, Estimate Range)
{
    /// <summary>What must hold, in standard errors, before a difference is called one.</summary>
    private const double Significance = 2;

    /// <summary>The least share that counts as the behaviour being found.</summary>
    private const double SmallestShare = 0.1;

    /// <summary>Whether the attack can tell the pretrained model from the one that never saw the behaviour.</summary>
    public bool IsTelling => Range.Value > Significance * Finite(Range.StandardError);

    /// <summary>Whether it finds more in the method's model than in the one that never saw the behaviour.</summary>
    public bool Finds => IsTelling && Excess.Value > Significance * Finite(Excess.StandardError) && Share.Value >= SmallestShare;

    private static double Finite(double error) => double.IsFinite(error) ? error : 0;
}
