using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;

namespace SuppressionLab.Laws.Suppression;

/// <summary>One law fitted to all conditions together, under one model of what suppression changed.</summary>
public sealed class JointFit
{
    private readonly double[] _coordinates;
    private readonly double[][] _natural;

    internal JointFit(JointLayout layout, IReadOnlyList<SuppressionCondition> conditions, double[] coordinates, double sse)
    {
        (Layout, Conditions, _coordinates, Sse) = (layout, conditions, coordinates, sse);
        _natural = Layout.Natural(coordinates);
        Points = conditions.Sum(condition => condition.Curves.Points);
    }

    /// <summary>The law.</summary>
    public TiedBayesianLaw Family => Layout.Family;

    /// <summary>Which parameters each condition has for itself.</summary>
    public SuppressionModel Model => Layout.Model;

    /// <summary>The conditions.</summary>
    public IReadOnlyList<SuppressionCondition> Conditions { get; }

    /// <summary>The labels of the tasks.</summary>
    public IReadOnlyList<int> Tasks => Conditions[0].Curves.Tasks;

    /// <summary>Σ of squared errors in probability over all conditions.</summary>
    public double Sse { get; }

    /// <summary>The number of free parameters of all conditions together.</summary>
    public int FreeParameters => Layout.Size;

    /// <summary>The number of points of all conditions together.</summary>
    public int Points { get; }

    /// <summary>Each condition's natural parameters in the law's order; [condition][parameter].</summary>
    public IReadOnlyList<IReadOnlyList<double>> Natural => _natural;

    internal JointLayout Layout { get; }

    internal ReadOnlySpan<double> Coordinates => _coordinates;

    /// <summary>ρ of a condition, in task order.</summary>
    public double[] Prior(int condition) => _natural[condition][..Tasks.Count];

    /// <summary>K of a condition.</summary>
    public double Efficiency(int condition) => _natural[condition][Tasks.Count];

    /// <summary>γ of a condition, in task order.</summary>
    public double[] Gamma(int condition) => _natural[condition].AsSpan(Tasks.Count + 1, Tasks.Count).ToArray();

    /// <summary>β of a condition, in task order.</summary>
    public double[] Beta(int condition) => _natural[condition].AsSpan((2 * Tasks.Count) + 1, Tasks.Count).ToArray();

    /// <summary>The fitted curve of a condition and task at some shots.</summary>
    /// <param name="condition">The condition's index.</param>
    /// <param name="task">The task's index.</param>
    /// <param name="shots">Numbers n ≥ 0; [points].</param>
    public double[] Predict(int condition, int task, ReadOnlySpan<double> shots)
    {
        var local = new double[Layout.LocalSize];
        Layout.ToLocal(_coordinates, condition, local);
        return Family.Evaluate(Tasks.Count, task, local, shots);
    }

    /// <summary>The fitted curves at the measured shots; [condition][task][point].</summary>
    internal double[][][] Curves() =>
    [
        .. Conditions.Select((condition, c) => condition.Curves.Curves
            .Select((curve, t) => Predict(c, t, curve.Shots)).ToArray()),
    ];
}
