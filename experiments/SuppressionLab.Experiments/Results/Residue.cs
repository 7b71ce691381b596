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
/// <param name="Seeds">The seeds that both are means over.</param>
internal sealed record Residue(
    string Attack, string Model, string Method, double Amount, Estimate Share, Estimate Excess, Estimate Range, int Seeds)
{
    /// <summary>The least share that counts as a difference.</summary>
    private const double SmallestShare = 0.1;

    /// <summary>Whether the attack can tell the pretrained model from the one that never saw the behaviour.</summary>
    public bool IsTelling => Significance.IsAbove(Range, Seeds);

    /// <summary>Whether it finds more in the method's model than in the one that never saw the behaviour.</summary>
    public bool Finds => Differs && Excess.Value > 0;

    /// <summary>
    /// Whether it tells the method's model from the one that never saw the behaviour, by more or by less: a behaviour that is
    /// pushed below what never having seen it gives is told as well.
    /// </summary>
    public bool Differs => IsTelling && Math.Abs(Share.Value) >= SmallestShare
        && Significance.IsAbove(Excess with { Value = Math.Abs(Excess.Value) }, Seeds);
}
