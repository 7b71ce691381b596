using SuppressionLab.Laws.Comparison;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Uncertainty;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Laws.Suppression;

/// <summary>
/// Answers "what did suppression change?" by joint fits of one law to all conditions: the smallest model is chosen that no
/// larger one refutes. A model is refuted by a larger one if the bootstrap test rejects it (at the level shared among its
/// tests), <em>and</em> the two differ by more than the tolerance, <em>and</em> the larger one predicts held-out conditions
/// better. Significance alone would refute any law with enough prompts: paired prompts show it wrong in the third digit.
/// ("Nothing" makes no use of the law's shape, and needs no held-out witness to be refuted.) Prior + K and prior + γ are not
/// nested in each other: if neither is refuted, AICc decides.
/// </summary>
public static class SuppressionAnalysis
{
    /// <summary>Runs the analysis.</summary>
    /// <param name="family">The law, tied.</param>
    /// <param name="conditions">Two or more conditions with the same tasks; the first is the model before suppression.</param>
    /// <param name="options">Levels and replicates; null for the defaults.</param>
    /// <exception cref="InputException">An option is out of range, fewer than two conditions, or their tasks differ.</exception>
    public static SuppressionVerdict Run(
        TiedBayesianLaw family,
        IReadOnlyList<SuppressionCondition> conditions,
        SuppressionOptions? options = null)
    {
        options ??= new SuppressionOptions();
        options.Validate();
        var fits = JointFitter.FitAll(family, conditions);
        var heldOut = HeldOutConditions.Errors(fits);
        var judge = new Judge(fits, heldOut, options);
        var chosen = judge.Choose();
        var effects = SuppressionEffects.Of(
            chosen, JointBootstrap.Run(chosen, options.IntervalReplicates, options.Seed), options.IntervalLevel);
        var scores = fits.Select((fit, m) => Score(fit, fits, heldOut[m])).ToList();
        return new SuppressionVerdict(
            chosen.Model,
            VerdictSentence.Of(chosen, scores, effects),
            chosen,
            fits[^1],
            scores,
            judge.Tests,
            effects,
            conditions.Select(condition => condition.ToNoise().Source).Max(),
            options);
    }

    private static ModelScore Score(JointFit fit, IReadOnlyList<JointFit> all, double heldOut) => new(
        fit.Model, fit.Sse, Explained(fit, all), fit.FreeParameters, Aicc(fit), Bic(fit), heldOut);

    private static double Explained(JointFit fit, IReadOnlyList<JointFit> all)
    {
        var most = all[0].Sse - all[^1].Sse;
        return most > 0 ? (all[0].Sse - fit.Sse) / most : 1;
    }

    private static double Aicc(JointFit fit) =>
        InformationCriteria.CorrectedAkaike(fit.Points, fit.FreeParameters, fit.Sse);

    private static double Bic(JointFit fit) => InformationCriteria.Bayesian(fit.Points, fit.FreeParameters, fit.Sse);

    private sealed class Judge(IReadOnlyList<JointFit> fits, IReadOnlyList<double> heldOut, SuppressionOptions options)
    {
        private readonly List<NestedTestResult> _tests = [];

        public IReadOnlyList<NestedTestResult> Tests => _tests;

        public JointFit Choose()
        {
            if (!IsRefuted(SuppressionModel.Nothing, SuppressionModel.PriorOnly, SuppressionModel.Everything))
            {
                return Fit(SuppressionModel.Nothing);
            }
            if (!IsRefuted(
                SuppressionModel.PriorOnly,
                SuppressionModel.PriorAndEfficiency,
                SuppressionModel.PriorAndGamma,
                SuppressionModel.Everything))
            {
                return Fit(SuppressionModel.PriorOnly);
            }
            SuppressionModel[] middle = [SuppressionModel.PriorAndEfficiency, SuppressionModel.PriorAndGamma];
            var standing = middle.Where(model => !IsRefuted(model, SuppressionModel.Everything)).Select(Fit).ToList();
            return standing.Count > 0 ? standing.MinBy(Aicc)! : Fit(SuppressionModel.Everything);
        }

        /// <summary>All tests are run, so that the report has them whatever the first says.</summary>
        private bool IsRefuted(SuppressionModel smaller, params SuppressionModel[] larger)
        {
            var results = larger.Select(model => NestedTest.Run(Fit(smaller), Fit(model), options)).ToList();
            _tests.AddRange(results);
            return results.Any(test => test.PValue <= options.Level / larger.Length
                && test.Difference > options.Tolerance
                && (!smaller.Prior || HeldOut(test.Larger) < HeldOut(smaller)));
        }

        private double HeldOut(SuppressionModel model) => heldOut[Enumerable.Range(0, fits.Count).First(m => fits[m].Model == model)];

        private JointFit Fit(SuppressionModel model) => fits.First(fit => fit.Model == model);
    }
}
