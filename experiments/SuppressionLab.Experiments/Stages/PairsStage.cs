using SuppressionLab.Experiments.Plans;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Preferences;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Experiments.Stages;

/// <summary>Preference pairs: chosen of the favoured components, rejected of the suppressed ones.</summary>
internal sealed class PairsStage(
    MixtureStage mixture, SuppressionPlan plan, IReadOnlyList<int> suppressed, int promptLength, long pairs, long seed)
    : Stage(mixture)
{
    private const string FileName = "pairs.parquet";

    // A pair fills one training row.
    private int Length => Math.Min(plan.DocumentLength, plan.BlockLength);

    public override string Kind => "pairs";

    public override int Version => 1;

    public override string Title => $"{pairs:N0} pairs, component {string.Join(", ", plan.Favoured)} before "
        + $"{string.Join(", ", suppressed)} (seed {seed})";

    public override object Settings => new
    {
        plan.Favoured, Suppressed = suppressed, plan.RoleWeights, Length, promptLength, Pairs = pairs, Seed = seed,
    };

    public override StageEstimate Estimate => new(0, 2.0 * pairs * Length, 0)
    {
        Bytes = ArtefactSize.Documents(2.0 * pairs * Length, mixture.Shape().Symbols),
    };

    public override void Execute(StageContext context)
    {
        var loaded = mixture.Load(context);
        var options = new PreferencePairOptions
        {
            Favoured = plan.Favoured,
            FavouredWeights = WeightsOf(plan.Favoured, loaded),
            Suppressed = suppressed,
            SuppressedWeights = WeightsOf(suppressed, loaded),
            AnswerSymbols = Length - promptLength,
            PromptSymbols = promptLength - 1,
        };
        var sampler = new PreferencePairSampler(loaded, options, RandomKey.FromSeed((ulong)seed).Derive("suppression-pairs"));
        PreferencePairFile.Write(context.Output(FileName), Sample(sampler, context.Cancellation));
    }

    /// <summary>Reads the pairs from the store.</summary>
    public IReadOnlyList<PreferencePair> Load(StageContext context, HmmMixture loaded) =>
        PreferencePairFile.Read(context.Input(this, FileName), loaded);

    private IEnumerable<PreferencePair> Sample(PreferencePairSampler sampler, CancellationToken cancellation)
    {
        for (var i = 0L; i < pairs; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return sampler.Sample(i);
        }
    }

    private double[] WeightsOf(IReadOnlyList<int> components, HmmMixture loaded)
    {
        var all = Stages.RoleWeights.Restrict(plan.RoleWeights ?? loaded.Prior, components);
        return [.. components.Select(component => all[component])];
    }
}
