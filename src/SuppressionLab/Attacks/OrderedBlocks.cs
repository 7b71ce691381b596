using SuppressionLab.LanguageModels.Training;

namespace SuppressionLab.Attacks;

/// <summary>Blocks one after another as they come, once.</summary>
internal sealed class OrderedBlocks(TokenBlocks blocks) : IBatchSource
{
    public TrainingBatch GetBatch(long step, int batchSize) =>
        blocks.Gather([.. Enumerable.Range(0, batchSize).Select(i => checked((step * batchSize) + i))]);
}
