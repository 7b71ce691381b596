namespace SuppressionLab.LanguageModels.Training;

/// <summary>
/// Where a training run's rows come from: a pure function of the step, so that a resumed run sees what the
/// uninterrupted one would have seen.
/// </summary>
public interface IBatchSource
{
    /// <summary>The examples of one optimiser step.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="batchSize">The number of examples: documents, or pairs.</param>
    TrainingBatch GetBatch(long step, int batchSize);
}
