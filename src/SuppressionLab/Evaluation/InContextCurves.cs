using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Evaluation;

/// <summary>In-context-learning curves of one model and the prompt scores that they average.</summary>
/// <param name="PromptScores">One row a prompt and shot, in the order of the scored view.</param>
/// <param name="Points">One row a component, k and number of shots, averaged over prompts, in the curve table's order.</param>
public sealed record InContextCurves(IReadOnlyList<PromptScore> PromptScores, IReadOnlyList<CurvePoint> Points);
