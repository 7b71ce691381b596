namespace SuppressionLab.Experiments.Plans;

/// <summary>What amounts of suppression are counted in.</summary>
internal enum AmountUnit
{
    /// <summary>
    /// Training examples: documents, or pairs of documents for methods whose example is two (as the published protocol
    /// counts them).
    /// </summary>
    Documents,

    /// <summary>Tokens that training reads, both documents of a pair counted.</summary>
    Tokens,

    /// <summary>Floating-point operations of training, the reference's forward passes counted.</summary>
    Flops,
}
