using SuppressionLab.Laws.Uncertainty;

namespace SuppressionLab.Experiments.Results;

/// <summary>
/// One fit, as <c>fit</c> writes it: a pooled law's for a group of curves, or a per-curve law's for one task.
/// Numbers keep full precision; null is "not known" or "does not apply".
/// </summary>
internal sealed record FitRecord
{
    /// <summary>The law's name.</summary>
    public required string Law { get; init; }

    /// <summary>The example length.</summary>
    public required int K { get; init; }

    /// <summary>Which network.</summary>
    public required string Model { get; init; }

    /// <summary>The suppression method.</summary>
    public required string Method { get; init; }

    /// <summary>How much suppression.</summary>
    public required double Amount { get; init; }

    /// <summary>Its unit.</summary>
    public required string AmountUnit { get; init; }

    /// <summary>The optimiser step.</summary>
    public required long Step { get; init; }

    /// <summary>The root seed.</summary>
    public required long Seed { get; init; }

    /// <summary>The share of the shots fitted.</summary>
    public required double Prefix { get; init; }

    /// <summary>The fitted tasks (components), in the order of the arrays below.</summary>
    public required int[] Tasks { get; init; }

    /// <summary>The task of a per-curve law.</summary>
    public int? Task { get; init; }

    /// <summary>ρ.</summary>
    public double[]? Prior { get; init; }

    /// <summary>γ.</summary>
    public double[]? Gamma { get; init; }

    /// <summary>β.</summary>
    public double[]? Beta { get; init; }

    /// <summary>P[t][m].</summary>
    public double[][]? Probabilities { get; init; }

    /// <summary>K of the Bayesian laws.</summary>
    public double? Efficiency { get; init; }

    /// <summary>All natural parameters by name, in the family's order.</summary>
    public required Dictionary<string, double?> Parameters { get; init; }

    /// <summary>Squared error in probability over the fitted points, unweighted.</summary>
    public required double Sse { get; init; }

    /// <summary>RMSE / mean on the fitted points, averaged over tasks.</summary>
    public required double? Nrmse { get; init; }

    /// <summary>The same on the points beyond the prefix.</summary>
    public double? HeldOutNrmse { get; init; }

    /// <summary>The same a task, in the order of <see cref="Tasks"/>; null for a task without points there.</summary>
    public double?[]? HeldOutNrmseByTask { get; init; }

    /// <summary>AICc of the law on all of the group's curves together, a curve law's fits as one; null if too few points.</summary>
    public double? Aicc { get; init; }

    /// <summary>BIC likewise.</summary>
    public double? Bic { get; init; }

    /// <summary>The number of free parameters.</summary>
    public required int FreeParameters { get; init; }

    /// <summary>The number of fitted points.</summary>
    public required int Points { get; init; }

    /// <summary>
    /// What the uncertainty below was taken from: <c>prompts</c> (whole prompts), <c>standard-errors</c> or <c>counts</c> of the
    /// table, or <c>residuals</c>; null where none was worked out.
    /// </summary>
    public NoiseSource? Noise { get; init; }

    /// <summary>
    /// Standard errors of the natural parameters, by name: the sandwich's under <see cref="Noise"/>; without it from the fit's
    /// curvature, with points taken as independent. Null where not determined.
    /// </summary>
    public Dictionary<string, double?>? StandardErrors { get; init; }

    /// <summary>
    /// 95 % intervals [low, high] of the natural parameters, by name: profile likelihood under <see cref="Noise"/>. An end at
    /// the end of a parameter's range, or null for ∞, is open.
    /// </summary>
    public Dictionary<string, double?[]> Intervals { get; init; } = [];

    /// <summary>How many bootstrap replicates were drawn.</summary>
    public int Replicates { get; init; }

    /// <summary>95 % percentile intervals of the bootstrap, by name; null without one.</summary>
    public Dictionary<string, double?[]>? BootstrapIntervals { get; init; }

    /// <summary>The natural parameters that the fitted points do not determine, by name.</summary>
    public required string[] NotIdentified { get; init; }

    /// <summary>What a reader must know before trusting a parameter.</summary>
    public required string[] Warnings { get; init; }

    /// <summary>Why the fitter stopped.</summary>
    public required string ExitReason { get; init; }

    /// <summary>How many starts were tried.</summary>
    public required int StartsTried { get; init; }

    /// <summary>How many of them ended at the best optimum.</summary>
    public required int StartsAgreeing { get; init; }

    /// <summary>Time of the fit.</summary>
    public required double Milliseconds { get; init; }
}
