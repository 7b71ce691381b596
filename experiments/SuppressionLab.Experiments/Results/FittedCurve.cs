using SuppressionLab.Laws.Families;

namespace SuppressionLab.Experiments.Results;

/// <summary>Evaluates the law of a stored fit.</summary>
internal static class FittedCurve
{
    /// <summary>p(n | task) of a stored fit at some shots.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="task">The task's label, one of <see cref="FitRecord.Tasks"/>.</param>
    /// <param name="shots">Numbers n ≥ 0.</param>
    public static double[] Evaluate(FitRecord fit, int task, ReadOnlySpan<double> shots)
    {
        var law = LawRegistry.Get(fit.Law);
        var tasks = law.IsPooled ? fit.Tasks.Length : 1;
        var index = law.IsPooled ? Array.IndexOf(fit.Tasks, task) : 0;
        var natural = law.Parameters(tasks).Select(p => fit.Parameters[p.Name] ?? double.NaN).ToArray();
        return law.Evaluate(tasks, index, law.ToCoordinates(tasks, natural), shots);
    }
}
