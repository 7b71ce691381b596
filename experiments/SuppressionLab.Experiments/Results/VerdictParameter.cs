namespace SuppressionLab.Experiments.Results;

/// <summary>A parameter of a joint fit, and its change from the first condition.</summary>
/// <param name="Value">The parameter.</param>
/// <param name="Interval">Its 95 % interval [low, high]; null without a bootstrap, null ends are infinite.</param>
/// <param name="Change">Its change.</param>
/// <param name="ChangeInterval">The change's interval.</param>
internal sealed record VerdictParameter(double Value, double?[]? Interval, double Change, double?[]? ChangeInterval)
{
    /// <summary>The parameter with its interval.</summary>
    public Reading Reading => new(Value, Interval?[0] ?? double.NaN, Interval?[1] ?? double.NaN);
}
