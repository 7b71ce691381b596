namespace SuppressionLab.Scoring;

/// <summary>What the label-probability transform reads from a row.</summary>
internal sealed record LabelPrompt(int[] Tokens, int[] Positions, int[] Labels);
