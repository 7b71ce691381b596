using SuppressionLab.LanguageModels.Training;

namespace SuppressionLab.Experiments.Plans;

/// <summary>The optimiser's settings, shared by pretraining and suppression.</summary>
internal sealed record OptimizerPlan
{
    /// <summary>Sequences an update.</summary>
    public int BatchSize { get; init; } = 8;

    /// <summary>Sequences a forward pass; 0 for the whole batch. It changes memory, not the update.</summary>
    public int MicroBatchSize { get; init; }

    /// <summary>Peak learning rate.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Share of the steps in which the rate rises from 0; not with <see cref="WarmupSteps"/>.</summary>
    public double WarmupFraction { get; init; }

    /// <summary>Steps in which the rate rises from 0; not with <see cref="WarmupFraction"/>.</summary>
    public long WarmupSteps { get; init; }

    /// <summary>The decay after the warm-up.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Linear;

    /// <summary>The last rate as a share of the peak.</summary>
    public double FinalLearningRateFraction { get; init; }

    /// <summary>AdamW's decoupled weight decay.</summary>
    public double WeightDecay { get; init; }

    /// <summary>AdamW's first-moment decay.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>AdamW's second-moment decay.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Gradient norm above which gradients are scaled down; 0 for no clipping.</summary>
    public double ClipNorm { get; init; } = 1;

    /// <summary>Whether the network's dropout is at work; preference training usually leaves it out.</summary>
    public bool Dropout { get; init; } = true;

    /// <summary>Refuses values out of range.</summary>
    public void Validate(PlanCheck check, string field)
    {
        check.Range(BatchSize, 1, 1 << 16, $"{field}.batchSize");
        check.Range(MicroBatchSize, 0, BatchSize, $"{field}.microBatchSize");
        check.Above(LearningRate, 0, 10, $"{field}.learningRate");
        check.Range(WarmupFraction, 0, 1, $"{field}.warmupFraction");
        check.Range(WarmupSteps, 0, long.MaxValue, $"{field}.warmupSteps");
        check.That(WarmupSteps == 0 || WarmupFraction == 0, $"{field}.warmupFraction", $"{WarmupFraction}",
            $"0 where {field}.warmupSteps is given");
        check.Range(FinalLearningRateFraction, 0, 1, $"{field}.finalLearningRateFraction");
        check.Range(WeightDecay, 0, 10, $"{field}.weightDecay");
        check.Below(Beta1, 0, 1, $"{field}.beta1");
        check.Below(Beta2, 0, 1, $"{field}.beta2");
        check.Range(ClipNorm, 0, 1e9, $"{field}.clipNorm");
    }

    /// <summary>The training options for so many steps.</summary>
    public TrainingOptions ToOptions(long steps) => new()
    {
        Steps = steps,
        BatchSize = BatchSize,
        MicroBatchSize = MicroBatchSize,
        LearningRate = LearningRate,
        WarmupSteps = WarmupFraction > 0 ? (long)Math.Ceiling(WarmupFraction * steps) : Math.Min(WarmupSteps, steps),
        Schedule = Schedule,
        FinalLearningRateFraction = FinalLearningRateFraction,
        WeightDecay = WeightDecay,
        Beta1 = Beta1,
        Beta2 = Beta2,
        ClipNorm = ClipNorm,
        Dropout = Dropout,
    };
}
