using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Experiments.Store;
using SuppressionLab.Laws.Data;
using SuppressionLab.Primitives.Files;
using SuppressionLab.Primitives.Json;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Experiments.Stages;

/// <summary>All laws fitted to the curves of one stage: to all shots, and to growing prefixes for extrapolation.</summary>
internal sealed class FitsStage(string subject, ScoredStage curves, LawPlan plan) : Stage(curves)
{
    /// <summary>The artefact's file.</summary>
    public const string FileName = "fits.json";

    public override string Kind => "fits";

    public override int Version => 3;

    public override string Title => $"fit {plan.Selected().Count} laws to the curves of {subject}";

    public override object Settings => new { Laws = plan.Selected().Select(law => law.Name), plan.Prefixes, plan.Replicates };

    /// <summary>A replicate is a fit.</summary>
    public override StageEstimate Estimate
    {
        get
        {
            var laws = plan.Selected().ToLookup(law => law.IsPooled);
            var (pooled, single) = (laws[true].Count(), laws[false].Count());
            return StageEstimate.None with
            {
                Work = curves.Shapes.Sum(shape => (pooled * (plan.Replicates + plan.Prefixes.Length + 1.0))
                    + (single * shape.Components * (plan.Prefixes.Length + 1.0))),
                Bytes = ArtefactSize.Fits(curves.Shapes, pooled, single, plan.Prefixes.Length),
            };
        }
    }

    public override void Execute(StageContext context)
    {
        var fits = new List<FitRecord>();
        var prompts = PromptGroups.Of(PromptScoreTable.Read(context.Input(curves, ScoredStage.ScoresFile)));
        var groups = CurveGroup.Split(CurveTable.Read(context.Input(curves, ScoredStage.CurvesFile)));
        foreach (var (group, i) in groups.Select((group, i) => (group, i)))
        {
            fits.AddRange(Fit(group, prompts, context.Cancellation));
            context.Progress.Report(new StageProgress((i + 1.0) / groups.Count, $"{fits.Count:N0} fits"));
        }
        AtomicFile.WriteText(context.Output(FileName), StrictJson.Format(new FitTable(fits)));
    }

    /// <summary>Intervals for the pooled laws at all shots, which are read for their parameters; the others are scored.</summary>
    private IEnumerable<FitRecord> Fit(CurveGroup group, PromptGroups prompts, CancellationToken cancellation)
    {
        var laws = plan.Selected().ToLookup(law => law.IsPooled);
        var whole = new FitSettings { Prompts = prompts.For(group), Replicates = plan.Replicates };
        var bare = new FitSettings { Intervals = false };
        foreach (var law in laws[true])
        {
            cancellation.ThrowIfCancellationRequested();
            yield return CurveFitter.Fit(group, [law], whole)[0];
        }
        foreach (var fit in CurveFitter.Fit(group, [.. laws[false]], bare))
        {
            yield return fit;
        }
        foreach (var prefix in plan.Prefixes)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var fit in CurveFitter.Fit(group, plan.Selected(), bare with { Prefix = prefix }))
            {
                yield return fit;
            }
        }
    }

    /// <summary>The records of a stored stage.</summary>
    public IReadOnlyList<FitRecord> Read(ArtefactStore store) =>
        StrictJson.ReadFile<FitTable>(Path.Combine(store.Open(this), FileName)).Fits;
}
