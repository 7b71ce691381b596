namespace SuppressionLab.Scoring;

/// <summary>What the label-probability transform computes for a row; one item a scored position.</summary>
internal sealed record LabelOutput(float[] Probabilities, bool[] Correct);
