using SuppressionLab.Experiments.Results;
using SuppressionLab.Experiments.Store;
using SuppressionLab.Generators.Separability;
using SuppressionLab.Primitives.Files;
using SuppressionLab.Primitives.Json;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Experiments.Stages;

/// <summary>How far apart a mixture's components are, in nats a symbol, as the exact learner sees it.</summary>
internal sealed class DistanceStage(MixtureStage mixture, long seed) : Stage(mixture)
{
    private const string FileName = "distance.json";

    public override string Kind => "distance";

    public override int Version => 1;

    public override string Title => $"distance between components (seed {seed})";

    public override object Settings => new { Seed = seed };

    /// <summary>Every pair of components.</summary>
    public override StageEstimate Estimate
    {
        get
        {
            var pairs = Math.Pow(mixture.Shape().Components, 2);
            return StageEstimate.None with { Work = pairs, Bytes = ArtefactSize.Records(pairs / 25) };
        }
    }

    public override void Execute(StageContext context)
    {
        var distance = ComponentDistance.Measure(
            mixture.Load(context), new ComponentDistanceOptions(), RandomKey.FromSeed((ulong)seed).Derive("component-distance"));
        AtomicFile.WriteText(context.Output(FileName), StrictJson.Format(new DistanceRecord(
            seed, Finite(distance.Mean), Finite(distance.MeanStandardError), Rows(distance.Rates))));
    }

    /// <summary>The record of a stored stage.</summary>
    public DistanceRecord Read(ArtefactStore store) => StrictJson.ReadFile<DistanceRecord>(Path.Combine(store.Open(this), FileName));

    private static double?[][] Rows(double[,] rates) =>
        [.. Enumerable.Range(0, rates.GetLength(0)).Select(c =>
            Enumerable.Range(0, rates.GetLength(1)).Select(d => Finite(rates[c, d])).ToArray())];

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
