using System.Globalization;
using SuppressionLab.Experiments.Methods;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections.Methods;

/// <summary>Says in sentences what a comparison of methods showed, from its numbers.</summary>
internal static class MethodVerdicts
{
    /// <summary>The verdicts: what comes back in context, what is found otherwise, which methods no other betters, the controls.</summary>
    public static IReadOnlyList<Verdict> Of(RunResults results, MethodTable table)
    {
        var methods = table.Outcomes.Where(o => !o.Method.Method.IsControl).ToList();
        return
        [
            .. methods.Count == 0 ? [] : new[] { OfContext(results, table, methods), OfRemoval(results, table, methods) }.OfType<Verdict>(),
            .. OfTradeOff(results, methods),
            .. table.Outcomes.Where(o => o.Method.Name == MethodRegistry.Sham).Select(o => OfSham(results, o)),
        ];
    }

    /// <summary>The numbers worth a glance.</summary>
    public static IReadOnlyList<KeyNumber> KeyNumbers(RunResults results, MethodTable table)
    {
        var methods = table.Outcomes.Where(o => !o.Method.Method.IsControl).ToList();
        if (methods.MaxBy(o => o.Suppression.Value) is not { } strongest)
        {
            return [];
        }
        return
        [
            new KeyNumber("Methods and settings compared", methods.Count.ToString(CultureInfo.InvariantCulture),
                results.Plan.Seeds.Length == 1 ? "one seed" : $"{results.Plan.Seeds.Length} seeds"),
            new KeyNumber("Strongest suppression at one shot", strongest.Suppression.Value.ToString("P0", CultureInfo.InvariantCulture),
                $"{MethodTexts.Row(results, strongest)}, damage {Texts.Estimate(strongest.Damage)}"),
            new KeyNumber(
                "Come back in context", $"{methods.Count(o => o.Suppresses && Returns(o))} of {methods.Count(o => o.Suppresses)}",
                "to half, of methods that suppressed at all"),
            .. table.Residues.Count == 0 ? [] : new[]
            {
                new KeyNumber("Not told from never seen", $"{methods.Count(o => o.Suppresses && IsRemoved(table, o))} of {methods.Count(o => o.Suppresses)}", "by any attack of this run"),
            },
        ];
    }

    /// <summary>Rows are methods, unless the plan varies something else too.</summary>
    private static string Noun(RunResults results) =>
        results.Plan.Suppression.Amounts.Count(amount => amount > 0) > 1 || results.Cells.SelectMany(c => c.Models).Distinct().Count() > 1
            ? "methods and settings" : "methods";

    private static bool Returns(MethodOutcome outcome) =>
        outcome.ShotsToReturn.Count > 0 && outcome.ShotsToReturn.Count(double.IsFinite) * 2 > outcome.ShotsToReturn.Count;

    private static bool IsRemoved(MethodTable table, MethodOutcome outcome)
    {
        var asked = AttackMeasures.All.Select(measure => table.Find(outcome, measure.Name)).OfType<Residue>().Where(r => r.IsTelling).ToList();
        return asked.Count > 0 && !asked.Any(r => r.Differs);
    }

    private static Verdict? OfContext(RunResults results, MethodTable table, List<MethodOutcome> methods)
    {
        var suppressing = methods.Where(o => o.Suppresses).ToList();
        var weak = methods.Except(suppressing).ToList();
        var returning = suppressing.Where(Returns).ToList();
        var others = suppressing.Except(returning).ToList();
        var found = others.Where(o => table.Residues.Any(r => r.Finds && r.Attack != AttackMeasures.InContext && IsOf(r, o))).ToList();
        return new Verdict(
            suppressing.Count == 0 ? "No method suppressed the behaviour at this budget."
                : returning.Count == suppressing.Count
                    ? "Every method's suppression gives way to examples in context."
                    : $"Examples in context bring the behaviour back to half after {returning.Count} of the {suppressing.Count} {Noun(results)} that suppressed it.",
            (returning.Count > 0 ? $"They are: {Names(results, returning)}. " : "")
            + (weak.Count > 0 ? $"Hardly, or not surely over the seeds, suppressed by {Names(results, weak)}. " : "")
            + (others.Count > 0 && table.Residues.Count > 0
                ? $"Of the other {others.Count}, other attacks still find it after {found.Count}"
                    + (found.Count > 0 ? $": {Names(results, found)}." : ".")
                : ""),
            Tone.Neutral);
    }

    private static bool IsOf(Residue residue, MethodOutcome outcome) => residue.Model == outcome.Model
        && residue.Method == outcome.Method.Title && residue.Amount == outcome.Amount;

    private static Verdict? OfRemoval(RunResults results, MethodTable table, List<MethodOutcome> methods)
    {
        var suppressing = methods.Where(o => o.Suppresses).ToList();
        if (suppressing.Count == 0 || !table.Residues.Any(r => r.IsTelling))
        {
            return null;
        }
        var removed = suppressing.Where(o => IsRemoved(table, o)).ToList();
        return new Verdict(
            removed.Count == 0
                ? "No method made its model one that never saw the behaviour: some attack tells each of them from it."
                : $"{removed.Count} of the {suppressing.Count} {Noun(results)} that suppressed left nothing that an attack of this run tells from never having seen it.",
            removed.Count == 0 ? Narrowest(results, table, methods) : $"{Names(results, removed)}. What it cost: "
                + string.Join("; ", removed.Select(o => $"{MethodTexts.Row(results, o)} {Texts.Estimate(o.Damage)} nats a token")) + ".",
            Tone.Neutral);
    }

    /// <summary>The methods that the fewest attacks still see through.</summary>
    private static string Narrowest(RunResults results, MethodTable table, List<MethodOutcome> methods)
    {
        var counts = methods.Where(o => o.Suppresses).Select(o => (Outcome: o, Found: table.Residues.Where(r => r.Finds && IsOf(r, o)).ToList())).ToList();
        var fewest = counts.Count == 0 ? 0 : counts.Min(c => c.Found.Count);
        var last = counts.Where(c => c.Found.Count == fewest).ToList();
        return last.Count == 0 || fewest == 0 ? "" : $"Seen through by the fewest attacks: {Names(results, [.. last.Select(c => c.Outcome)])}, by "
            + string.Join(" and ", last.SelectMany(c => c.Found).Select(r => r.Attack).Distinct()) + ".";
    }

    private static IEnumerable<Verdict> OfTradeOff(RunResults results, List<MethodOutcome> methods) => methods.GroupBy(o => o.Model).Select(group =>
    {
        var known = group.Where(o => double.IsFinite(o.Damage.Value) && double.IsFinite(o.Suppression.Value)).ToList();
        var front = known.Where(o => !known.Any(other => other.Damage.Value <= o.Damage.Value && other.Suppression.Value >= o.Suppression.Value
            && (other.Damage.Value < o.Damage.Value || other.Suppression.Value > o.Suppression.Value))).OrderBy(o => o.Damage.Value).ToList();
        return new Verdict(
            $"By their means, no other method suppresses more at less damage than {Names(results, front)}.",
            string.Join("; ", front.Select(o => string.Create(CultureInfo.InvariantCulture,
                $"{MethodTexts.Row(results, o)}: {o.Suppression.Value:P0} gone at one shot, damage {o.Damage.Value:0.000} ± {o.Damage.StandardError:0.000}")))
            + ". Differences within the errors are none.",
            Tone.Neutral);
    });

    private static Verdict OfSham(RunResults results, MethodOutcome sham)
    {
        const double Small = 0.1;
        var (value, reach) = (Math.Abs(sham.Suppression.Value), Significance.Factor(sham.Seeds) * sham.Suppression.StandardError);
        var numbers = $"{MethodTexts.Row(results, sham)}: suppression at one shot {Texts.Estimate(sham.Suppression)}, damage "
            + $"{Texts.Estimate(sham.Damage)} nats a token.";
        return value + reach < Small
            ? new Verdict("Mere further training on the original mixture leaves the suppressed behaviours as they were.", numbers, Tone.Good)
            : value > reach
                ? new Verdict("Mere further training changes the suppressed behaviours: read small effects with care.", numbers, Tone.Caution)
                : new Verdict("What mere further training does to the suppressed behaviours is not determined.", numbers, Tone.Caution);
    }

    private static string Names(RunResults results, IReadOnlyList<MethodOutcome> outcomes)
    {
        var names = outcomes.Select(o => MethodTexts.Panel(results, o.Model) is { Length: > 0 } model
            ? $"{MethodTexts.Row(results, o)} ({model})" : MethodTexts.Row(results, o)).ToList();
        return names.Count > 1 ? $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}" : names.FirstOrDefault() ?? "none";
    }
}
