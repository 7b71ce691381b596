using SuppressionLab.Laws.Families;

namespace SuppressionLab.CurveFitting;

/// <summary>The parameters of one fit: of all tasks for a pooled law, of one task for a curve law.</summary>
public sealed class FittedLaw
{
    private readonly double[] _coordinates;

    internal FittedLaw(LawFamily family, IReadOnlyList<int> tasks, double[] coordinates)
    {
        Family = family;
        Tasks = tasks;
        _coordinates = coordinates;
        var natural = family.ToNatural(tasks.Count, coordinates);
        Parameters = new OrderedDictionary<string, double>(
            family.Parameters(tasks.Count).Select((p, i) => KeyValuePair.Create(p.Name, natural[i])));
    }

    /// <summary>The law.</summary>
    public LawFamily Family { get; }

    /// <summary>The labels of the fitted tasks; the numbers in parameter names are positions in this list.</summary>
    public IReadOnlyList<int> Tasks { get; }

    /// <summary>The natural parameters by name, in the law's order.</summary>
    public IReadOnlyDictionary<string, double> Parameters { get; }

    internal ReadOnlySpan<double> Coordinates => _coordinates;

    /// <summary>The probability of the label.</summary>
    /// <param name="taskIndex">The position in <see cref="Tasks"/>.</param>
    /// <param name="shots">The number of examples in context, at least 0.</param>
    public double Predict(int taskIndex, double shots)
    {
        Span<double> result = stackalloc double[1];
        Family.Evaluate(Tasks.Count, taskIndex, _coordinates, [shots], result, []);
        return result[0];
    }
}
