namespace SuppressionLab.Experiments.Plans.Sources;

/// <summary>Where a field of a plan was said.</summary>
/// <param name="Source">The file, or the option of the command line.</param>
/// <param name="Line">The line in the file, from 1; null where there is none.</param>
internal readonly record struct PlanOrigin(string Source, int? Line = null)
{
    /// <summary>The line as messages end with it: <c> (line 7)</c>, or nothing.</summary>
    public string Suffix => Line is { } line ? $" (line {line})" : "";
}
