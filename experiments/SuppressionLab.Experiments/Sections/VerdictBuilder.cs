using System.Globalization;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections;

/// <summary>Says in sentences what the run showed, from its numbers.</summary>
internal static class VerdictBuilder
{
    /// <summary>The verdicts, most important first: one for each network and example length, then one on convergence.</summary>
    public static IReadOnlyList<Verdict> Verdicts(RunResults results)
    {
        if (results.Suppressed.Count == 0 || results.Amounts.Count < 2)
        {
            return [new Verdict("Nothing was suppressed", "The plan has no suppressed component or no amount above 0.", Tone.Caution)];
        }
        var view = new CurveView(results);
        var verdicts = results.Models.SelectMany(model => results.Plan.Curves.ExampleLengths
            .Select(k => OfSuppression(results, view, model, k))).ToList();
        verdicts.AddRange(results.Models.Select(model => OfConvergence(results, view, model)));
        return verdicts;
    }

    /// <summary>The numbers worth a glance, for the first network and example length.</summary>
    public static IReadOnlyList<KeyNumber> KeyNumbers(RunResults results)
    {
        var model = results.Models[0];
        var k = results.Plan.Curves.ExampleLengths[0];
        var shifts = PriorShift.Compute(results).Where(s => s.Model == model && s.K == k).ToList();
        if (shifts.Count == 0 || results.Suppressed.Count == 0)
        {
            return [];
        }
        var view = new CurveView(results);
        var most = view.Shots(k)[^1];
        var light = results.Amounts[Math.Min(1, results.Amounts.Count - 1)];
        return
        [
            new KeyNumber("Prior of the suppressed, before", Texts.Probability(shifts[0].Suppressed.Value), Detail(shifts[0])),
            new KeyNumber($"after {Texts.Amount(results, light)}",
                Texts.Probability(shifts[Math.Min(1, shifts.Count - 1)].Suppressed.Value), Detail(shifts[Math.Min(1, shifts.Count - 1)])),
            new KeyNumber($"after {Texts.Amount(results, results.Amounts[^1])}",
                Texts.Probability(shifts[^1].Suppressed.Value), Detail(shifts[^1])),
            new KeyNumber($"Suppressed label at {most} shots, before",
                Texts.Estimate(view.Probability(model, 0, k, most, results.Suppressed)), $"k = {k}"),
            new KeyNumber($"after {Texts.Amount(results, results.Amounts[^1])}",
                Texts.Estimate(view.Probability(model, results.Amounts[^1], k, most, results.Suppressed)), $"k = {k}"),
        ];
    }

    private static string Detail(PriorShift shift) => string.Create(CultureInfo.InvariantCulture,
        $"± {shift.Suppressed.StandardError:0.00}, k = {shift.K}{(shift.Identified ? "" : ", not identified")}");

    private static Verdict OfSuppression(RunResults results, CurveView view, string model, int k)
    {
        var judge = new OutcomeJudge(results);
        var outcomes = results.Amounts.Where(amount => amount > 0)
            .Select(amount => (Amount: amount, Outcome: judge.Judge(model, amount, k))).ToList();
        var most = view.Shots(k)[^1];
        var hidden = outcomes.Where(o => o.Outcome == SuppressionOutcome.Hidden).Select(o => o.Amount).ToList();
        var gone = outcomes.Where(o => o.Outcome == SuppressionOutcome.DoesNotReturn).Select(o => o.Amount).ToList();
        var headline = outcomes[0].Outcome == SuppressionOutcome.NoInContextLearning
            ? "The pretrained model does not learn from these examples, so they cannot tell what suppression left."
            : (hidden.Count, gone.Count) switch
            {
                ( > 0, > 0) => $"{Name(results, hidden)} only hides the suppressed behaviours: examples bring them back. "
                    + $"After {Name(results, gone)} they do not come back within {most} examples.",
                ( > 0, 0) => $"{Name(results, hidden)} only hides the suppressed behaviours: examples bring them back.",
                (0, > 0) => $"After {Name(results, gone)} the suppressed behaviours do not come back within {most} examples.",
                _ => "No amount pushed the suppressed behaviours clearly below half of their strength.",
            };
        var tone = outcomes[0].Outcome == SuppressionOutcome.NoInContextLearning ? Tone.Caution : Tone.Neutral;
        return new Verdict(headline, $"{Texts.Panel(results, model, $"k = {k}")}. {Evidence(results, view, model, k, most)}", tone);
    }

    private static string Name(RunResults results, IReadOnlyList<double> amounts) =>
        $"{results.Plan.Suppression.Method.ToUpperInvariant()} on {string.Join(" or ", amounts.Select(Texts.Count))} documents";

    private static string Evidence(RunResults results, CurveView view, string model, int k, int most) =>
        "Probability of a suppressed label at 0 and at the most shots: " + string.Join("; ", results.Amounts.Select(amount =>
            $"{Texts.Amount(results, amount)} {Texts.Estimate(view.Probability(model, amount, k, 0, results.Suppressed))} → "
            + Texts.Estimate(view.Probability(model, amount, k, most, results.Suppressed)))) + ".";

    private static Verdict OfConvergence(RunResults results, CurveView view, string model)
    {
        var shares = results.Plan.Curves.ExampleLengths.Select(k =>
        {
            var most = view.Shots(k)[^1];
            return view.Probability(model, 0, k, most, results.Components).Value
                / view.DocumentLearner(model, k, most, results.Components);
        }).ToList();
        var regret = results.Regrets.Where(r => r.Model == model && r.Amount == 0 && r.Regret is not null)
            .Select(r => r.Regret!.Value).DefaultIfEmpty(double.NaN).Average();
        var converged = shares.Min() >= 0.8;
        return new Verdict(
            converged
                ? $"Before suppression {model} is close to the exact learner."
                : $"Before suppression {model} is still far from the exact learner: read its curves with care.",
            string.Create(CultureInfo.InvariantCulture, $"At the most shots it gives the label {shares.Min():P0} of the document ")
            + string.Create(CultureInfo.InvariantCulture, $"learner's probability or more; its loss is {regret:0.000} nats a token above the exact learner's."),
            converged ? Tone.Good : Tone.Caution);
    }
}
