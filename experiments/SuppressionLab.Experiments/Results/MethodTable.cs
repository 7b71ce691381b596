using SuppressionLab.Experiments.Attacks;
using SuppressionLab.Experiments.Methods;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Experiments.Results;

/// <summary>Methods side by side: what each did, what it cost, and what is left of the behaviour.</summary>
internal sealed class MethodTable
{
    private readonly RunResults _results;

    /// <summary>Reads the table off a run.</summary>
    public MethodTable(RunResults results)
    {
        _results = results;
        Outcomes = [.. results.Cells.SelectMany(OutcomesOf)];
        Residues = [.. Outcomes.SelectMany(ResiduesOf)];
    }

    /// <summary>One row a network, method and amount, in the plan's order.</summary>
    public IReadOnlyList<MethodOutcome> Outcomes { get; }

    /// <summary>What each attack still finds; empty unless the plan has the control that never saw the behaviour.</summary>
    public IReadOnlyList<Residue> Residues { get; }

    /// <summary>The residue of one attack in one row; null if it was not measured.</summary>
    public Residue? Find(MethodOutcome outcome, string attack) => Residues.FirstOrDefault(r =>
        r.Attack == attack && r.Model == outcome.Model && r.Method == outcome.Method.Title && r.Amount == outcome.Amount);

    private IEnumerable<MethodOutcome> OutcomesOf(CellResults cell) =>
        from model in cell.Models
        from amount in cell.Amounts
        where amount > 0
        select OutcomeOf(cell, model, amount);

    private MethodOutcome OutcomeOf(CellResults cell, string model, double amount)
    {
        var k = cell.Plan.Curves.ExampleLengths[0];
        var view = new CurveView(cell);
        var most = view.Shots(model, k)[^1];
        var shift = PriorShift.Compute(cell).FirstOrDefault(s => s.Model == model && s.K == k && s.Amount == amount);
        var verdicts = cell.Verdicts.Where(v => v.Model == model && v.K == k).ToList();
        var conditions = verdicts.Select(v => (Verdict: v, Condition: v.Condition(cell.Method, amount)))
            .Where(pair => pair.Condition is not null).ToList();
        Reading Change(Func<VerdictCondition, VerdictParameter[]> parameters) => Reading.OverSeeds(
            [.. conditions.Select(pair => MeanChange(pair.Verdict, parameters(pair.Condition!), cell.Suppressed))]);
        return new MethodOutcome
        {
            Model = model,
            Seeds = cell.Plan.Seeds.Length,
            Method = cell.Plan.Suppression.Single,
            Amount = amount,
            Damage = LossRise(cell, model, amount, cell.Kept),
            SuppressedLossRise = LossRise(cell, model, amount, cell.Suppressed),
            AtOneShot = view.Probability(model, amount, k, 1, cell.Suppressed),
            AtMostShots = view.Probability(model, amount, k, most, cell.Suppressed),
            Suppression = SuppressionAt(cell, model, amount, k, 1),
            Prior = shift?.Suppressed ?? Reading.Unknown,
            IsPriorIdentified = shift?.Identified ?? false,
            PriorChange = Change(c => c.Prior),
            EfficiencyChange = Change(c => [c.Efficiency]),
            GammaChange = Change(c => c.Gamma),
            BetaChange = Change(c => c.Beta),
            Verdicts = [.. conditions.Select(pair => pair.Verdict.ChosenScore.Title)],
            ShotsToReturn =
            [
                .. cell.ReEmergences.Where(r => r.Model == model && r.Amount == amount && r.K == k && r.Fraction == 1
                    && r.Method == cell.Method && cell.Suppressed.Contains(r.Component))
                    .Select(r => r.Measured ?? double.PositiveInfinity),
            ],
            RelearningSteps = [.. cell.Plan.Seeds.Select(seed => RelearningOf(cell, model, amount, seed)).OfType<double>()],
            ProbeAccuracy = ProbeOf(cell, model, amount),
            Cost = cell.Costs(model, amount),
            Seconds = cell.SecondsOf(model, amount),
        };
    }

    /// <summary>The mean change of a parameter over the suppressed components; K has one value for all.</summary>
    private static Reading MeanChange(VerdictRecord verdict, VerdictParameter[] parameters, IReadOnlyList<int> suppressed)
    {
        var chosen = parameters.Length == 1
            ? parameters
            : [.. parameters.Where((_, t) => suppressed.Contains(verdict.Tasks[t]))];
        return new Reading(
            chosen.Average(p => p.Change),
            chosen.Average(p => p.ChangeInterval?[0] ?? double.NaN),
            chosen.Average(p => p.ChangeInterval?[1] ?? double.NaN));
    }

    /// <summary>
    /// The mean over components of the rise of the loss, then over seeds. Where few documents are held out, a seed's may
    /// hold none of a component: which ones they hold is drawn, so that the mean over the others expects the same.
    /// </summary>
    private static Estimate LossRise(CellResults cell, string model, double amount, IReadOnlyList<int> components)
    {
        var seeds = cell.Plan.Seeds
            .Select(seed => components.Select(component => LossRise(cell, model, amount, seed, component)).OfType<Estimate>().ToList())
            .Where(rises => rises.Count > 0)
            .Select(Estimate.MeanOf).ToList();
        return seeds.Count > 0 ? Estimate.OverSeeds(seeds) : Estimate.Unknown;
    }

    private static Estimate? LossRise(CellResults cell, string model, double amount, long seed, int component)
    {
        if (Loss(cell, model, ModelReference.NoMethod, 0, seed, component) is not { } before
            || Loss(cell, model, cell.Method, amount, seed, component) is not { } after)
        {
            return null;
        }
        // The same documents before and after: their errors are not independent, and this sum is on the careful side.
        return new Estimate(after.Value - before.Value, Hypotenuse(after.StandardError, before.StandardError));
    }

    private static Estimate? Loss(CellResults cell, string model, string method, double amount, long seed, int component)
    {
        var record = cell.Regrets.FirstOrDefault(r =>
            r.Model == model && r.Method == method && r.Amount == amount && r.Seed == seed && r.Component == component);
        return record is null ? null : new Estimate(record.ModelNll, record.ModelNllStandardError ?? double.NaN);
    }

    /// <summary>1 − p/p₀ by seed, p₀ the pretrained model's probability of a suppressed label.</summary>
    private static Estimate SuppressionAt(CellResults cell, string model, double amount, int k, int shots)
    {
        var seeds = cell.Plan.Seeds.Select(seed =>
        {
            var before = Findings(cell, model, ModelReference.NoMethod, 0, seed, k).LabelAt(shots);
            var after = Findings(cell, model, cell.Method, amount, seed, k).LabelAt(shots);
            var ratio = after.Value / before.Value;
            return new Estimate(
                1 - ratio, ratio * Hypotenuse(after.StandardError / after.Value, before.StandardError / before.Value));
        }).ToList();
        return Estimate.OverSeeds(seeds);
    }

    private static Estimate? ProbeOf(CellResults cell, string model, double amount)
    {
        var k = cell.Plan.Curves.ExampleLengths[0];
        var seeds = cell.Plan.Seeds
            .Select(seed => AttackMeasures.Probe.Read(Findings(cell, model, cell.Method, amount, seed, k))).OfType<Estimate>().ToList();
        return seeds.Count > 0 ? Estimate.OverSeeds(seeds) : null;
    }

    private double? RelearningOf(CellResults cell, string model, double amount, long seed)
    {
        var k = cell.Plan.Curves.ExampleLengths[0];
        var after = Findings(cell, model, cell.Method, amount, seed, k);
        var before = Findings(cell, model, ModelReference.NoMethod, 0, seed, k);
        var losses = AttackMeasures.RelearningLosses(after);
        if (losses.Count == 0)
        {
            return null;
        }
        var never = NeverSawCell(model) is { } control
            ? AttackMeasures.RelearningLosses(Findings(control, model, control.Method, control.Amounts[^1], seed, k))[0].Value
            : double.PositiveInfinity;
        return HalfRecovery.Of(
            AttackMeasures.RelearningSteps(after), [.. losses.Select(p => p.Value)],
            AttackMeasures.RelearningLosses(before)[0].Value, never, losses[0].StandardError);
    }

    private static ModelFindings Findings(CellResults cell, string model, string method, double amount, long seed, int k) => new(
        [.. cell.Points.Where(p => cell.IsFinal(p) && p.Model == model && p.Method == method && p.Amount == amount
            && p.Seed == seed && p.K == k)],
        [.. cell.Attacks.Where(p => p.Model == model && p.Method == method && p.Amount == amount && p.Seed == seed)],
        cell.Suppressed);

    private IEnumerable<Residue> ResiduesOf(MethodOutcome outcome)
    {
        var cell = CellOf(outcome.Model, outcome.Method.Title);
        var control = Outcomes.FirstOrDefault(o => o.Model == outcome.Model && o.Method.Name == MethodRegistry.NeverSaw);
        if (control is null)
        {
            return [];
        }
        var controlCell = CellOf(control.Model, control.Method.Title);
        return AttackMeasures.All.Select(measure => ResidueOf(measure, outcome, cell, control, controlCell)).OfType<Residue>();
    }

    private static Residue? ResidueOf(
        AttackMeasure measure, MethodOutcome outcome, CellResults cell, MethodOutcome control, CellResults controlCell)
    {
        var k = cell.Plan.Curves.ExampleLengths[0];
        var (excesses, ranges) = (new List<Estimate>(), new List<Estimate>());
        foreach (var seed in cell.Plan.Seeds)
        {
            var method = measure.Read(Findings(cell, outcome.Model, outcome.Method.Title, outcome.Amount, seed, k));
            var pretrained = measure.Read(Findings(cell, outcome.Model, ModelReference.NoMethod, 0, seed, k));
            var neverSaw = measure.Read(Findings(controlCell, control.Model, control.Method.Title, control.Amount, seed, k));
            if (method is not { } m || pretrained is not { } p || neverSaw is not { } n)
            {
                return null;
            }
            excesses.Add(Difference(m, n));
            ranges.Add(Difference(p, n));
        }
        var (excess, range) = (Significance.OverSeeds(excesses), Significance.OverSeeds(ranges));
        return new Residue(
            measure.Name, outcome.Model, outcome.Method.Title, outcome.Amount,
            new Estimate(excess.Value / range.Value, excess.StandardError / Math.Abs(range.Value)), excess, range, excesses.Count);
    }

    /// <summary>The cell of the control that never saw what this network's methods suppress; null if there is none.</summary>
    private CellResults? NeverSawCell(string model) => _results.Cells.FirstOrDefault(cell =>
        cell.Plan.Suppression.Single.Name == MethodRegistry.NeverSaw && cell.Models.Contains(model));

    private CellResults CellOf(string model, string method) =>
        _results.Cells.First(cell => cell.Method == method && cell.Models.Contains(model));

    private static Estimate Difference(Estimate a, Estimate b) =>
        new(a.Value - b.Value, Hypotenuse(a.StandardError, b.StandardError));

    private static double Hypotenuse(double a, double b) => Math.Sqrt((a * a) + (b * b));
}
