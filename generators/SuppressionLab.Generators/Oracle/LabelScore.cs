namespace SuppressionLab.Generators.Oracle;

/// <summary>How an exact learner predicts one label of a prompt.</summary>
/// <param name="Probability">The probability of the label; NaN where the prompt so far has likelihood 0.</param>
/// <param name="Correct">Whether the label is the most probable symbol (the lowest one wins a tie).</param>
public readonly record struct LabelScore(double Probability, bool Correct);
