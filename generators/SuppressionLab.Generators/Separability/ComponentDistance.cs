using SuppressionLab.Generators.Documents;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Oracle;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Generators.Separability;

/// <summary>
/// How far apart a mixture's components are, as the exact learner sees it: for each ordered pair the rate
/// D(c ‖ d) = E_c[ln p_c(x) − ln p_d(x)] / T in nats a symbol, over documents x of T symbols from component c. It is the
/// mean evidence that a symbol gives for the true component: 1/D symbols move the log-odds by one nat. The start counts:
/// where the first symbol says nothing, D is (T − 1)/T of the limit for long documents.
/// </summary>
/// <remarks>
/// By the chain rule the expectation is that of Σ_t KL(p_c(· | x_&lt;t) ‖ p_d(· | x_&lt;t)), with the learner's exact
/// predictions of the next symbol (Cover and Thomas 2006, theorem 2.5.3). These terms are never negative, and close to
/// each other where components are close, so that small distances are measured as exactly as large ones; the
/// log-likelihood ratio itself has a standard deviation that outgrows its mean.
/// </remarks>
public sealed class ComponentDistance
{
    // Below it a scaled sum may have lost what else led to a symbol.
    private const double Smallest = 1e-200;

    private ComponentDistance(double[,] rates, double[,] standardErrors, double mean, double meanStandardError)
    {
        (Rates, StandardErrors, Mean, MeanStandardError) = (rates, standardErrors, mean, meanStandardError);
    }

    /// <summary>
    /// M × M: entry [c, d] is D(c ‖ d) in nats a symbol, 0 on the diagonal; ∞ where a document of c is impossible under d.
    /// </summary>
    public double[,] Rates { get; }

    /// <summary>M × M: the standard error of each rate, over documents; NaN where the rate is infinite.</summary>
    public double[,] StandardErrors { get; }

    /// <summary>
    /// The distance of the mixture: the mean rate over ordered pairs of different components, whatever their prior, in
    /// nats a symbol; ∞ if one is.
    /// </summary>
    public double Mean { get; }

    /// <summary>The standard error of <see cref="Mean"/>, over documents; NaN if that is infinite.</summary>
    public double MeanStandardError { get; }

    /// <summary>Measures the distances of a mixture's components.</summary>
    /// <param name="mixture">The mixture, of two components or more.</param>
    /// <param name="options">Length and number of documents.</param>
    /// <param name="key">The name of the documents' stream; the result is a function of it alone.</param>
    /// <exception cref="InputException">An option is out of range, or there is only one component.</exception>
    public static ComponentDistance Measure(HmmMixture mixture, ComponentDistanceOptions options, RandomKey key)
    {
        ArgumentNullException.ThrowIfNull(mixture);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var components = mixture.Components.Count;
        if (components < 2)
        {
            throw new InputException("components: 1; a distance needs at least 2");
        }
        ForwardPass[] passes = [.. mixture.Components.Select(c => ForwardPass.Create(c, mixture.VocabularySize, smoothing: 0))];
        var documents = new double[components][][];
        for (var component = 0; component < components; component++)
        {
            var weights = new double[components];
            weights[component] = 1;
            var sampler = DocumentSampler.ForComponents(mixture, options.Symbols, key.Derive(component), weights);
            var rows = documents[component] = new double[options.Documents][];
            var own = component;
            Parallel.For(0, rows.Length, i => rows[i] = Divergences(mixture, passes, sampler.Sample(i).Tokens, own));
        }
        return Of(documents);
    }

    /// <summary>The divergence a symbol of component <paramref name="own"/>'s predictions from each component's, along a document.</summary>
    private static double[] Divergences(HmmMixture mixture, ForwardPass[] passes, int[] symbols, int own)
    {
        var result = new double[passes.Length];
        var exact = new LogForward?[passes.Length];
        ForwardState[] states = [.. passes.Select(pass => new ForwardState(pass.Width))];
        var (mine, other) = (new double[passes[own].PredictionLength], new double[passes[own].PredictionLength]);
        for (var t = 0; t < symbols.Length; t++)
        {
            Predict(passes[own], states[own], mine);
            for (var d = 0; d < passes.Length; d++)
            {
                if (d == own || double.IsInfinity(result[d]))
                {
                    continue;
                }
                Predict(passes[d], states[d], other);
                if (exact[d] is null && Vanishes(mine, other))
                {
                    exact[d] = new LogForward(mixture.Components[d], symbols.AsSpan(0, t));
                }
                result[d] += Divergence(mine, other, exact[d]);
                exact[d]?.Advance(symbols[t]);
            }
            for (var d = 0; d < passes.Length; d++)
            {
                passes[d].Advance(states[d], symbols[t]);
            }
        }
        return Array.ConvertAll(result, sum => sum / symbols.Length);
    }

    /// <summary>
    /// Whether a symbol that can come is impossible under the other component, or has become too unlikely for a double.
    /// </summary>
    private static bool Vanishes(double[] p, double[] q)
    {
        for (var i = 0; i < p.Length; i++)
        {
            if (p[i] > 0 && !(q[i] > Smallest))
            {
                return true;
            }
        }
        return false;
    }

    private static void Predict(ForwardPass pass, ForwardState state, double[] into)
    {
        Array.Clear(into);
        if (state.Symbol < 0)
        {
            pass.AddStart(1, into);
        }
        else if (state.Sum > 0)
        {
            pass.AddPrediction(state, 1 / state.Sum, into);
        }
    }

    /// <summary>
    /// Σ p ln(p/q) − p + q: the divergence where both sum to 1, and never negative whatever the rounding of the sums.
    /// </summary>
    private static double Divergence(double[] p, double[] q, LogForward? exact)
    {
        var sum = 0.0;
        for (var i = 0; i < p.Length; i++)
        {
            if (p[i] > 0)
            {
                // The logarithm of the quotient: that of p less that of q would not be 0 to the last bit where both are close.
                sum += (p[i] * (exact is null ? Math.Log(p[i] / q[i]) : Math.Log(p[i]) - exact.LogNext(i))) - p[i];
            }
            sum += q[i];
        }
        return Math.Max(sum, 0);
    }

    /// <summary>Means and standard errors of documents[component][document][other component].</summary>
    private static ComponentDistance Of(double[][][] documents)
    {
        var count = documents.Length;
        var (rates, errors) = (new double[count, count], new double[count, count]);
        var (mean, variance) = (0.0, 0.0);
        for (var c = 0; c < count; c++)
        {
            for (var d = 0; d < count; d++)
            {
                (rates[c, d], errors[c, d]) = d == c ? (0, 0) : MeanOf([.. documents[c].Select(row => row[d])]);
            }
            // The rates from one component come from the same documents: their mean is averaged a document first.
            var (own, error) = MeanOf([.. documents[c].Select(row => row.Sum() / (count - 1))]);
            mean += own / count;
            variance += error * error / count / count;
        }
        return new ComponentDistance(rates, errors, mean, Math.Sqrt(variance));
    }

    private static (double Mean, double StandardError) MeanOf(double[] values)
    {
        var mean = values.Average();
        return double.IsFinite(mean)
            ? (mean, Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1) / values.Length))
            : (double.PositiveInfinity, double.NaN);
    }
}
