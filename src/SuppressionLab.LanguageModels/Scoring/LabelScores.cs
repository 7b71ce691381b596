namespace SuppressionLab.LanguageModels.Scoring;

/// <summary>How a network predicts labels, in the shape of the positions that were asked for.</summary>
/// <param name="Probabilities">[row][j]: the probability of label j after its position, in [0, 1].</param>
/// <param name="Correct">[row][j]: whether label j is the most probable token (the lowest index wins a tie).</param>
public sealed record LabelScores(float[][] Probabilities, bool[][] Correct);
