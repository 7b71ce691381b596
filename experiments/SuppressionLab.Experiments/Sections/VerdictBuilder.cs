using System.Globalization;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections;

/// <summary>Says in sentences what the run showed, from its numbers.</summary>
internal static class VerdictBuilder
{
    /// <summary>The verdicts, most important first: one for each network and example length, then one on convergence.</summary>
    public static IReadOnlyList<Verdict> Verdicts(CellResults results)
    {
        if (results.Suppressed.Count == 0 || results.Amounts.Count < 2)
        {
            return [new Verdict("Nothing was suppressed", "The plan has no suppressed component or no amount above 0.", Tone.Caution)];
        }
        var view = new CurveView(results);
        var verdicts = results.Models.SelectMany(model => results.Plan.Curves.ExampleLengths
            .SelectMany(k => new[] { OfChange(results, model, k), OfSuppression(results, view, model, k) }.OfType<Verdict>())).ToList();
        verdicts.AddRange(results.Models.Select(model => OfConvergence(results, view, model)));
        return verdicts;
    }

    /// <summary>The numbers worth a glance, for the first network and example length.</summary>
    public static IReadOnlyList<KeyNumber> KeyNumbers(CellResults results)
    {
        var model = results.Models[0];
        var k = results.Plan.Curves.ExampleLengths[0];
        var shifts = PriorShift.Compute(results).Where(s => s.Model == model && s.K == k).ToList();
        if (shifts.Count == 0 || results.Suppressed.Count == 0)
        {
            return [];
        }
        var view = new CurveView(results);
        var most = view.Shots(model, k)[^1];
        var light = results.Amounts[Math.Min(1, results.Amounts.Count - 1)];
        return
        [
            new KeyNumber("Prior of the suppressed, before", Texts.Probability(shifts[0].Suppressed.Value), Detail(shifts[0])),
            new KeyNumber($"after {Texts.Amount(results, light)}",
                Texts.Probability(shifts[Math.Min(1, shifts.Count - 1)].Suppressed.Value), Detail(shifts[Math.Min(1, shifts.Count - 1)])),
            new KeyNumber($"after {Texts.Amount(results, results.Amounts[^1])}",
                Texts.Probability(shifts[^1].Suppressed.Value), Detail(shifts[^1])),
            Label($"Suppressed label at {most} shots, before", view.Probability(model, 0, k, most, results.Suppressed), k),
            Label($"after {Texts.Amount(results, results.Amounts[^1])}",
                view.Probability(model, results.Amounts[^1], k, most, results.Suppressed), k),
        ];
    }

    private static KeyNumber Label(string name, Estimate estimate, int k) => new(
        name, Texts.Probability(estimate.Value),
        string.Create(CultureInfo.InvariantCulture, $"± {estimate.StandardError:0.000}, k = {k}"));

    private static string Detail(PriorShift shift) => string.Create(CultureInfo.InvariantCulture,
        $"{(shift.Identified ? $"95 % interval {shift.Suppressed.Low:0.00} to {shift.Suppressed.High:0.00}" : "not identified")}, k = {shift.K}");

    /// <summary>What suppression changed: the first seed's sentence, with how many seeds agree.</summary>
    private static Verdict? OfChange(CellResults results, string model, int k)
    {
        var seeds = results.Verdicts.Where(v => v.Model == model && v.K == k).ToList();
        if (seeds.Count == 0)
        {
            return null;
        }
        var most = seeds.GroupBy(v => v.Chosen).MaxBy(group => group.Count())!;
        var parts = most.First().Sentence.Split(". ", 2);
        var agree = seeds.Count > 1 ? $" In {most.Count()} of {seeds.Count} seeds; of seed {most.First().Seed}:" : "";
        return new Verdict(
            parts[0].TrimEnd('.') + ".",
            $"{Texts.Panel(results, model, $"k = {k}")}, joint fits.{agree} {(parts.Length > 1 ? parts[1] : "")}".TrimEnd());
    }

    private static Verdict OfSuppression(CellResults results, CurveView view, string model, int k)
    {
        var judge = new OutcomeJudge(results);
        var most = view.Shots(model, k)[^1];
        var groups = results.Amounts.Where(amount => amount > 0).GroupBy(amount => judge.Judge(model, amount, k)).ToList();
        var headline = string.Join(" ", groups.Select(group => Clause(
            results, group.Key, group.ToList(), group.Select(amount => judge.Share(model, amount, k)).ToList(), most)));
        var caution = groups.Any(group => group.Key is SuppressionOutcome.NoInContextLearning);
        return new Verdict(
            headline,
            $"{Texts.Panel(results, model, $"k = {k}")}. {Evidence(results, view, model, k, most)}",
            caution ? Tone.Caution : Tone.Neutral);
    }

    private static string Clause(
        CellResults results, SuppressionOutcome outcome, IReadOnlyList<double> amounts, IReadOnlyList<double> shares, int most)
    {
        var name = $"{results.Method.ToUpperInvariant()} on {List(amounts.Select(amount => results.Unit.Format(amount)))} {results.Unit.Name()}";
        var percent = List(shares.Select(share => share.ToString("P0", CultureInfo.InvariantCulture)));
        return outcome switch
        {
            SuppressionOutcome.NoInContextLearning =>
                "The pretrained model does not learn from these examples, so they cannot tell what suppression left.",
            SuppressionOutcome.Unchanged => $"{name} did not push the suppressed behaviours down.",
            SuppressionOutcome.Returns =>
                $"{name} hid the suppressed behaviours: {most} examples bring back {percent} of their strength.",
            SuppressionOutcome.DoesNotReturn =>
                $"After {name} {most} examples bring back no more than {percent}.",
            _ => $"After {name} they come back to about half ({percent}): too close to call.",
        };
    }

    private static string List(IEnumerable<string> items)
    {
        var all = items.ToList();
        return all.Count > 1 ? $"{string.Join(", ", all.SkipLast(1))} and {all[^1]}" : all[0];
    }

    private static string Evidence(CellResults results, CurveView view, string model, int k, int most) =>
        "Probability of a suppressed label at 0 and at the most shots: " + string.Join("; ", results.Amounts.Select(amount =>
            $"{Texts.Amount(results, amount)} {Texts.Estimate(view.Probability(model, amount, k, 0, results.Suppressed))} → "
            + Texts.Estimate(view.Probability(model, amount, k, most, results.Suppressed)))) + ".";

    private static Verdict OfConvergence(CellResults results, CurveView view, string model)
    {
        var shares = results.Plan.Curves.ExampleLengths.Select(k =>
        {
            var most = view.Shots(model, k)[^1];
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
