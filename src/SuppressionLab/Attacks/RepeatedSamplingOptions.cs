using System.Globalization;
using SuppressionLab.Generators.PriorEstimation;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Attacks;

/// <summary>How often a model is asked to go on from prompts, and what counts as the suppressed behaviour.</summary>
public sealed record RepeatedSamplingOptions : AttackOptions
{
    /// <summary>
    /// The points' series. Default: <c>bos</c> without documents, else <c>prefix-</c> and the number of symbols in a prompt.
    /// </summary>
    public string? Series { get; init; }

    /// <summary>Samples N of each prompt, at least 2. Default: 64.</summary>
    public int Samples { get; init; } = 64;

    /// <summary>Symbols drawn in a sample, at least 1; they must be enough to tell components apart. Default: 24.</summary>
    public int Length { get; init; } = 24;

    /// <summary>
    /// Symbols of each document that the model is given behind its BOS, at least 1; not used without documents. Default: 8.
    /// </summary>
    public int PromptLength { get; init; } = 8;

    /// <summary>What logits are divided by, above 0. Default: 1, the model's own distribution.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>
    /// A sample succeeds where the exact learner gives the suppressed components together more than this, in (0, 1), under a
    /// uniform prior over all components. Default: 0.5.
    /// </summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>The exact learner's ε, as in <see cref="DocumentPriorOptions.Smoothing"/>, in [0, 1]. Default: 0.01.</summary>
    public double Smoothing { get; init; } = 0.01;

    /// <summary>
    /// A sample succeeds only where a suppressed component explains it: its likelihood under the component is what all but
    /// this share, in [0, 1), of the component's own continuations reach. A model that writes noise does not show the
    /// behaviour, whichever component the noise resembles most. 0 for no such demand. Default: 0.01.
    /// </summary>
    public double ReferenceShare { get; init; } = 0.01;

    /// <summary>Continuations drawn from each suppressed component for that, 100 or more. Default: 500.</summary>
    public int ReferenceDocuments { get; init; } = 500;

    /// <summary>Bootstrap replicates behind the coverage law's errors and interval, at least 20. Default: 100.</summary>
    public int Bootstrap { get; init; } = 100;

    /// <summary>The interval's coverage, in (0, 1). Default: 0.95.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>The name of the random stream below the seed. Default: <c>repeated-sampling</c>.</summary>
    public string Stream { get; init; } = "repeated-sampling";

    internal override void Validate()
    {
        base.Validate();
        if (Series is not null)
        {
            RequireText(nameof(Series), Series);
        }
        RequireText(nameof(Stream), Stream);
        RequireAtLeast(nameof(Samples), Samples, 2);
        RequireAtLeast(nameof(Length), Length, 1);
        RequireAtLeast(nameof(PromptLength), PromptLength, 1);
        RequireAtLeast(nameof(ReferenceDocuments), ReferenceDocuments, 100);
        RequireAtLeast(nameof(Bootstrap), Bootstrap, 20);
        Require(Temperature > 0 && double.IsFinite(Temperature), nameof(Temperature), Temperature, "a finite number above 0");
        Require(Threshold is > 0 and < 1, nameof(Threshold), Threshold, "a number above 0 and below 1");
        Require(Smoothing is >= 0 and <= 1, nameof(Smoothing), Smoothing, "a number in [0, 1]");
        Require(ReferenceShare is >= 0 and < 1, nameof(ReferenceShare), ReferenceShare, "a number from 0 and below 1");
        Require(Level is > 0 and < 1, nameof(Level), Level, "a number above 0 and below 1");
    }

    private static void Require(bool holds, string field, double value, string allowed)
    {
        if (!holds)
        {
            throw new InputException($"{field} is {value.ToString(CultureInfo.InvariantCulture)}; {allowed} is allowed");
        }
    }
}
