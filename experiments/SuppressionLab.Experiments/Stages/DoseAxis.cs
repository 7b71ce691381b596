namespace SuppressionLab.Experiments.Stages;

/// <summary>What is varied where a law's parameters are read as functions of something.</summary>
internal enum DoseAxis
{
    /// <summary>The amount of suppression of one network.</summary>
    Amount,

    /// <summary>The number of layers, at one amount: from small networks to large ones.</summary>
    Layers,
}
