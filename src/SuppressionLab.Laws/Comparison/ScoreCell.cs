namespace SuppressionLab.Laws.Comparison;

/// <summary>One law's score on one cell of a design.</summary>
/// <param name="Law">The law.</param>
/// <param name="Model">Which network (and stage of suppression, if there are several).</param>
/// <param name="K">The example length.</param>
/// <param name="Task">The task's label.</param>
/// <param name="Seed">The root seed of the run.</param>
/// <param name="Score">Its NRMSE, less is better; not finite if there is none.</param>
public sealed record ScoreCell(string Law, string Model, int K, int Task, long Seed, double Score);
