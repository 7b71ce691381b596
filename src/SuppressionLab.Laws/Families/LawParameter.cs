namespace SuppressionLab.Laws.Families;

/// <summary>One natural parameter of a law.</summary>
/// <param name="Name">
/// Its name in results: <c>prior[2]</c>, <c>gamma[2]</c>, <c>beta[2]</c>, <c>probability[1,2]</c>, <c>efficiency</c>, or
/// a baseline's <c>C</c>, <c>alpha</c>, …; the numbers are task indices (not labels), from 0.
/// </param>
/// <param name="Kind">What it says.</param>
/// <param name="Task">The task index it belongs to (a row of P); null if it belongs to all.</param>
/// <param name="Minimum">The lower end of its range.</param>
/// <param name="Maximum">The upper end of its range.</param>
/// <param name="Meaning">One line for a reader.</param>
public sealed record LawParameter(
    string Name,
    ParameterKind Kind,
    int? Task,
    double Minimum,
    double Maximum,
    string Meaning);
