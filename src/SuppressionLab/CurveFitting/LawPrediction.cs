namespace SuppressionLab.CurveFitting;

/// <summary>What a law computes for a row.</summary>
internal sealed record LawPrediction(double Probability);
