namespace SuppressionLab.Laws.Diagnostics;

/// <summary>One thing that the diagnostics found about a fit.</summary>
/// <param name="Severity">How serious.</param>
/// <param name="Code">
/// What, for programs: <c>not-identified</c>, <c>at-bound</c>, <c>fewer-points-than-parameters</c>,
/// <c>not-converged</c>, <c>starts-disagree</c> or <c>flat-curve</c>.
/// </param>
/// <param name="Parameter">The parameter's name, if it is about one.</param>
/// <param name="Task">The task's label, if it is about one.</param>
/// <param name="Message">One line for a reader.</param>
public sealed record FitConclusion(
    ConclusionSeverity Severity, string Code, string? Parameter, int? Task, string Message);
