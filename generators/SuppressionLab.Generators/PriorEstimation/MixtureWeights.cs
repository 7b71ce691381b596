using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Generators.PriorEstimation;

/// <summary>
/// The maximum-likelihood weights of known components, from documents whose components are not known: the prior w that
/// maximises L(w) = Σ_i ln Σ_m w_m p(document i | m) over the simplex. L is concave, so the maximum is the only one;
/// it is found by EM (Dempster, Laird, Rubin 1977, example 4.3) until Lindsay's (1983) gradient bound shows that L is
/// within 1e-9 nats a document of it.
/// </summary>
public sealed class MixtureWeights
{
    private const double GradientBound = 1e-9;
    private const int MostIterations = 100_000;
    private const double AtBound = 1e-7;
    private readonly double[][] _likelihoods;

    private MixtureWeights(double[][] likelihoods, double[] weights, int impossible)
    {
        _likelihoods = likelihoods;
        Weights = weights;
        Impossible = impossible;
        LogLikelihood = LogLikelihoodOf(weights);
        StandardErrors = ComputeStandardErrors();
    }

    /// <summary>The number of documents that some component can produce: those that the estimate rests on.</summary>
    public int Documents => _likelihoods.Length;

    /// <summary>The number of documents that no component can produce (likelihood 0), left out.</summary>
    public int Impossible { get; }

    /// <summary>w; M weights that sum to 1.</summary>
    public IReadOnlyList<double> Weights { get; }

    /// <summary>
    /// Standard errors from the observed information on the simplex; NaN for a weight at its bound of 0, whose likelihood
    /// is not quadratic there (<see cref="Interval"/> holds), and for the only weight that is not.
    /// </summary>
    public IReadOnlyList<double> StandardErrors { get; }

    /// <summary>L at the maximum, relative to each document's best component, in nats; at most 0.</summary>
    public double LogLikelihood { get; }

    /// <summary>Estimates the weights.</summary>
    /// <param name="logLikelihoods">
    /// One row a document: ln p(document | m) in nats for each of the M components, −∞ where impossible.
    /// </param>
    /// <exception cref="InputException">
    /// No document has a finite entry, rows differ in length, or an entry is NaN or +∞; the message names the row.
    /// </exception>
    public static MixtureWeights Estimate(IReadOnlyList<double[]> logLikelihoods)
    {
        ArgumentNullException.ThrowIfNull(logLikelihoods);
        var rows = new List<double[]>();
        for (var i = 0; i < logLikelihoods.Count; i++)
        {
            Check(logLikelihoods[i], logLikelihoods[0].Length, i);
            var best = logLikelihoods[i].Max();
            if (double.IsFinite(best))
            {
                rows.Add(Array.ConvertAll(logLikelihoods[i], value => Math.Exp(value - best)));
            }
        }
        if (rows.Count == 0)
        {
            throw new InputException($"documents: none of {logLikelihoods.Count} is possible under any component; one is needed");
        }
        var likelihoods = rows.ToArray();
        var uniform = Enumerable.Repeat(1.0 / likelihoods[0].Length, likelihoods[0].Length).ToArray();
        return new MixtureWeights(likelihoods, Maximise(likelihoods, uniform, null, 0), logLikelihoods.Count - rows.Count);
    }

    /// <summary>
    /// A profile-likelihood interval for the sum of some components' weights: the sums s at which the maximum of L over
    /// weights with that sum is no more than χ²₁(level)/2 below the maximum. It holds at the bounds, where s is 0 or 1.
    /// </summary>
    /// <param name="components">The components, each in 0 … M−1 and once.</param>
    /// <param name="level">The coverage, in (0, 1); 0.95 by default.</param>
    public (double Low, double High) Interval(IReadOnlyList<int> components, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(components);
        Suppression.ComponentChoice.Check(components, Weights.Count, "components");
        if (!(level is > 0 and < 1))
        {
            throw new InputException($"level: {level}; a number above 0 and below 1 is allowed");
        }
        var inside = Enumerable.Range(0, Weights.Count).Select(components.Contains).ToArray();
        var estimate = Weights.Where((_, m) => inside[m]).Sum();
        if (components.Count == 0 || components.Count == Weights.Count)
        {
            return (estimate, estimate);
        }
        var floor = LogLikelihood - (ChiSquared.InvCDF(1, level) / 2);
        return (Edge(inside, estimate, 0, floor), Edge(inside, estimate, 1, floor));
    }

    /// <summary>The sum between the estimate and a bound at which the profile crosses the floor; the bound if it does not.</summary>
    private double Edge(bool[] inside, double estimate, double bound, double floor)
    {
        if (Profile(inside, bound) >= floor)
        {
            return bound;
        }
        var (kept, lost) = (estimate, bound);
        for (var i = 0; i < 40 && Math.Abs(kept - lost) > 1e-9; i++)
        {
            var middle = (kept + lost) / 2;
            if (Profile(inside, middle) >= floor)
            {
                kept = middle;
            }
            else
            {
                lost = middle;
            }
        }
        return (kept + lost) / 2;
    }

    private double Profile(bool[] inside, double sum)
    {
        var start = Spread(inside, sum);
        return LogLikelihoodOf(Maximise(_likelihoods, start, inside, sum));
    }

    /// <summary>Weights of a given sum over a group, even within it and outside it.</summary>
    private static double[] Spread(bool[] inside, double sum)
    {
        var count = inside.Count(value => value);
        return Array.ConvertAll(inside, value => value ? sum / count : (1 - sum) / (inside.Length - count));
    }

    /// <summary>EM; with a group, its weights keep their sum and those outside keep theirs.</summary>
    private static double[] Maximise(double[][] likelihoods, double[] start, bool[]? inside, double sum)
    {
        var weights = (double[])start.Clone();
        var gradient = new double[weights.Length];
        for (var iteration = 0; iteration < MostIterations; iteration++)
        {
            Gradient(likelihoods, weights, gradient);
            // L is concave: what the best weights could still gain is at most the gain to first order.
            var gap = inside is null
                ? gradient.Max() - 1
                : GroupGap(weights, gradient, inside, true, sum) + GroupGap(weights, gradient, inside, false, 1 - sum);
            if (!(gap > GradientBound))
            {
                break;
            }
            Step(weights, gradient, inside, sum);
        }
        return weights;
    }

    /// <summary>What the best component of a group would gain over the group's present weights, to first order.</summary>
    private static double GroupGap(double[] weights, double[] gradient, bool[] inside, bool group, double sum)
    {
        var (best, mean) = (double.NegativeInfinity, 0.0);
        for (var m = 0; m < weights.Length; m++)
        {
            if (inside[m] == group)
            {
                best = Math.Max(best, gradient[m]);
                mean += weights[m] * gradient[m];
            }
        }
        return sum > 0 ? (sum * best) - mean : 0;
    }

    private static void Step(double[] weights, double[] gradient, bool[]? inside, double sum)
    {
        var (within, without) = (0.0, 0.0);
        for (var m = 0; m < weights.Length; m++)
        {
            weights[m] *= gradient[m];
            if (inside is not null && inside[m])
            {
                within += weights[m];
            }
            else
            {
                without += weights[m];
            }
        }
        for (var m = 0; m < weights.Length; m++)
        {
            var isInside = inside is not null && inside[m];
            var total = isInside ? within : without;
            var target = inside is null ? 1 : isInside ? sum : 1 - sum;
            weights[m] = total > 0 ? weights[m] * target / total : 0;
        }
    }

    /// <summary>∂L/∂w_m divided by the number of documents.</summary>
    private static void Gradient(double[][] likelihoods, double[] weights, double[] gradient)
    {
        Array.Clear(gradient);
        foreach (var row in likelihoods)
        {
            var mixture = Dot(row, weights);
            for (var m = 0; m < weights.Length; m++)
            {
                gradient[m] += mixture > 0 ? row[m] / mixture : 0;
            }
        }
        for (var m = 0; m < weights.Length; m++)
        {
            gradient[m] /= likelihoods.Length;
        }
    }

    private double LogLikelihoodOf(double[] weights) => _likelihoods.Sum(row => Math.Log(Dot(row, weights)));

    private static double Dot(double[] row, double[] weights)
    {
        var sum = 0.0;
        for (var m = 0; m < weights.Length; m++)
        {
            sum += row[m] * weights[m];
        }
        return sum;
    }

    /// <summary>
    /// With free weights w_1 … w_f, of which the last is one minus the others, the information in the others is
    /// Σ_i d_i dᵢᵀ with d_ij = (p_ij − p_if)/p_i; the last one's variance follows from the sum.
    /// </summary>
    private double[] ComputeStandardErrors()
    {
        var errors = Enumerable.Repeat(double.NaN, Weights.Count).ToArray();
        var free = Enumerable.Range(0, Weights.Count).Where(m => Weights[m] > AtBound).ToArray();
        if (free.Length < 2)
        {
            return errors;
        }
        var last = free[^1];
        var information = Matrix<double>.Build.Dense(free.Length - 1, free.Length - 1);
        foreach (var row in _likelihoods)
        {
            var mixture = Dot(row, [.. Weights]);
            var slope = Vector<double>.Build.Dense(free.Length - 1, j => (row[free[j]] - row[last]) / mixture);
            information += slope.OuterProduct(slope);
        }
        if (!(information.ConditionNumber() < 1e12))
        {
            return errors;
        }
        var covariance = information.Inverse();
        for (var j = 0; j < free.Length - 1; j++)
        {
            errors[free[j]] = Math.Sqrt(covariance[j, j]);
        }
        errors[last] = Math.Sqrt(covariance.Enumerate().Sum());
        return errors;
    }

    private static void Check(double[] row, int components, int index)
    {
        if (row.Length != components || row.Length == 0)
        {
            throw new InputException($"document {index}: {row.Length} likelihoods; {components}, at least 1, are needed as in document 0");
        }
        var wrong = Array.FindIndex(row, value => double.IsNaN(value) || double.IsPositiveInfinity(value));
        if (wrong >= 0)
        {
            throw new InputException($"document {index}: ln p is {row[wrong]} for component {wrong}; finite numbers and −∞ are allowed");
        }
    }
}
