namespace SuppressionLab.Experiments.Stages;

/// <summary>How far a stage is.</summary>
/// <param name="Fraction">Share done, in [0, 1].</param>
/// <param name="Detail">What to say beside it, for example the loss and tokens a second.</param>
internal readonly record struct StageProgress(double Fraction, string Detail);
