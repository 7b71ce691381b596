using System.Globalization;

namespace SuppressionLab.Attacks;

/// <summary>The names of what attacks measure, as they stand in the column <c>quantity</c>.</summary>
public static class AttackQuantities
{
    /// <summary>The mean loss on held-out documents, in nats a token.</summary>
    public const string MeanNll = "meanNll";

    /// <summary>The mean probability of the label of in-context prompts, in [0, 1].</summary>
    public const string LabelProbability = "labelProbability";

    /// <summary>The number of optimiser steps taken so far.</summary>
    public const string Steps = "steps";

    /// <summary>The share of prompts that at least one of k samples succeeds on, in [0, 1].</summary>
    public const string Coverage = "coverage";

    /// <summary>A of the coverage law: the share of prompts that endless samples succeed on.</summary>
    public const string CoverageLawA = "coverageLaw.A";

    /// <summary>a of the coverage law: the weight of failures in the Beta distribution of failure over prompts.</summary>
    public const string CoverageLawFailures = "coverageLaw.a";

    /// <summary>b of the coverage law: the weight of successes there.</summary>
    public const string CoverageLawSuccesses = "coverageLaw.b";

    /// <summary>The number of samples, at least 1, at which coverage is a half; infinite if it never is.</summary>
    public const string SamplesToHalf = "samplesToHalf";

    /// <summary>The lower end of the interval of <see cref="SamplesToHalf"/>.</summary>
    public const string SamplesToHalfLow = "samplesToHalf.low";

    /// <summary>The upper end of the interval of <see cref="SamplesToHalf"/>.</summary>
    public const string SamplesToHalfHigh = "samplesToHalf.high";

    /// <summary>The share of documents whose component is told, in [0, 1].</summary>
    public const string Accuracy = "accuracy";

    /// <summary>The mean over components of the share of each component's documents that is told.</summary>
    public const string BalancedAccuracy = "balancedAccuracy";

    /// <summary>The mean probability of the label after a number of shots, where the dose is something else.</summary>
    /// <param name="shots">The number of complete examples before the scored one, from 0.</param>
    /// <returns><see cref="LabelProbability"/>, <c>@</c> and the number.</returns>
    public static string LabelProbabilityAt(int shots) =>
        string.Create(CultureInfo.InvariantCulture, $"{LabelProbability}@{shots}");
}
