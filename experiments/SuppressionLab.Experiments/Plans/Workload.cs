namespace SuppressionLab.Experiments.Plans;

/// <summary>How many updates a number of documents makes.</summary>
internal static class Workload
{
    /// <summary>The most tokens of one document file.</summary>
    public const long MaximumTokens = 1L << 30;

    /// <summary>Blocks cut from the documents: ⌈length / block⌉ for each.</summary>
    public static long Blocks(long documents, int documentLength, int blockLength) =>
        documents * ((documentLength + blockLength - 1) / blockLength);

    /// <summary>Updates: the blocks of all epochs in batches, the last one filled from a new epoch if need be.</summary>
    public static long Steps(long documents, int documentLength, int blockLength, double epochs, int batchSize) =>
        (long)Math.Ceiling(Blocks(documents, documentLength, blockLength) * epochs / batchSize);
}
