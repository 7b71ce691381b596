using System.Text.Json.Serialization;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.LanguageModels.Training;

/// <summary>How to train: AdamW (Loshchilov and Hutter 2019) with warm-up, decay and clipping.</summary>
public sealed record TrainingOptions
{
    /// <summary>The number of optimiser steps, at least 0.</summary>
    public required long Steps { get; init; }

    /// <summary>The peak learning rate, reached after warm-up; 0 or more, no default.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Examples an optimiser step: rows, or pairs of rows; 8 by default, as in the published runs.</summary>
    public int BatchSize { get; init; } = 8;

    /// <summary>
    /// Examples a backward pass; gradients add up to those of <see cref="BatchSize"/> examples, so this changes memory and not
    /// the update (up to rounding). 0, the default, means the whole batch.
    /// </summary>
    public int MicroBatchSize { get; init; }

    /// <summary>Steps during which the rate rises on a line from 0 to its peak; 0 by default, none.</summary>
    public long WarmupSteps { get; init; }

    /// <summary>Warm-up as a fraction of <see cref="Steps"/>, rounded up, in [0, 1]; used if <see cref="WarmupSteps"/> is 0; 0 by default.</summary>
    public double WarmupFraction { get; init; }

    /// <summary>How the rate goes after warm-up; linear by default, as in the published runs.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Linear;

    /// <summary>The rate at the end as a fraction of the peak, in [0, 1]; 0 by default.</summary>
    public double FinalLearningRateFraction { get; init; }

    /// <summary>Decoupled weight decay of matrices and tables, never of layer norms and biases; 0 by default.</summary>
    public double WeightDecay { get; init; }

    /// <summary>AdamW's β₁ in [0, 1); .9 by default.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>AdamW's β₂ in [0, 1); .999 by default.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>AdamW's ε, above 0; 1e-8 by default.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>The largest Euclidean norm of the gradient; longer ones are scaled down. 1 by default, 0 for none.</summary>
    public double ClipNorm { get; init; } = 1;

    /// <summary>
    /// Whether the network's dropout is at work in training; true by default. Preference training usually leaves it out (Arora
    /// et al. 2024 do), so that model and reference differ by their weights alone.
    /// </summary>
    public bool Dropout { get; init; } = true;

    /// <summary>Steps between evaluations; 0, the default, for none but at the end.</summary>
    public long EvaluationInterval { get; init; }

    /// <summary>Steps between checkpoints; 0, the default, for one at the end alone (and on cancel).</summary>
    public long CheckpointInterval { get; init; }

    /// <summary>Steps between records of the loss; 10 by default. The first and the last step are always recorded.</summary>
    public long HistoryInterval { get; init; } = 10;

    /// <summary>The seed of dropout, the only random draw in training; 0 by default, without effect at dropout 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>The number of warm-up steps that the two fields come to.</summary>
    [JsonIgnore]
    public long EffectiveWarmupSteps =>
        WarmupSteps > 0 ? WarmupSteps : (long)Math.Ceiling(WarmupFraction * Steps);

    /// <summary>
    /// The learning rate of a step: it rises from peak/warm-up at step 0 to the peak at the last warm-up step, then
    /// follows the schedule; after the last step it would be the final fraction of the peak.
    /// </summary>
    /// <param name="step">The step, from 0.</param>
    public double LearningRateAt(long step)
    {
        var warmup = EffectiveWarmupSteps;
        if (step < warmup)
        {
            return LearningRate * (step + 1) / warmup;
        }
        var progress = Math.Clamp((double)(step - warmup) / Math.Max(1, Steps - warmup), 0, 1);
        var left = Schedule switch
        {
            LearningRateSchedule.Constant => 1,
            LearningRateSchedule.Linear => 1 - progress,
            _ => (1 + Math.Cos(Math.PI * progress)) / 2,
        };
        return LearningRate * (FinalLearningRateFraction + ((1 - FinalLearningRateFraction) * left));
    }

    /// <summary>Checks every field.</summary>
    /// <exception cref="InputException">A field is out of range; the message names it and what is allowed.</exception>
    public void Validate()
    {
        Require(Steps >= 0, "steps", Steps, "0 or more");
        Require(LearningRate >= 0 && double.IsFinite(LearningRate), "learningRate", LearningRate, "0 or more");
        Require(BatchSize >= 1, "batchSize", BatchSize, "1 or more");
        Require(MicroBatchSize >= 0 && MicroBatchSize <= BatchSize, "microBatchSize", MicroBatchSize, $"0 to {BatchSize}");
        Require(WarmupSteps >= 0, "warmupSteps", WarmupSteps, "0 or more");
        Require(WarmupFraction is >= 0 and <= 1, "warmupFraction", WarmupFraction, "0 to 1");
        Require(
            WarmupSteps == 0 || WarmupFraction == 0, "warmupFraction", WarmupFraction, "0 where warmupSteps is given");
        Require(Enum.IsDefined(Schedule), "schedule", Schedule, "constant, linear or cosine");
        Require(
            FinalLearningRateFraction is >= 0 and <= 1, "finalLearningRateFraction", FinalLearningRateFraction, "0 to 1");
        Require(WeightDecay >= 0 && double.IsFinite(WeightDecay), "weightDecay", WeightDecay, "0 or more");
        Require(Beta1 is >= 0 and < 1, "beta1", Beta1, "0 up to but not including 1");
        Require(Beta2 is >= 0 and < 1, "beta2", Beta2, "0 up to but not including 1");
        Require(Epsilon > 0 && double.IsFinite(Epsilon), "epsilon", Epsilon, "above 0");
        Require(ClipNorm >= 0, "clipNorm", ClipNorm, "0 or more");
        Require(EvaluationInterval >= 0, "evaluationInterval", EvaluationInterval, "0 or more");
        Require(CheckpointInterval >= 0, "checkpointInterval", CheckpointInterval, "0 or more");
        Require(HistoryInterval >= 1, "historyInterval", HistoryInterval, "1 or more");
    }

    private static void Require(bool holds, string field, object value, string allowed)
    {
        if (!holds)
        {
            throw new InputException(FormattableString.Invariant($"{field}: {value}; {allowed} is allowed"));
        }
    }
}
