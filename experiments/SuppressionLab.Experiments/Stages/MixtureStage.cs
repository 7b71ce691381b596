using SuppressionLab.Experiments.Plans;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Files;

namespace SuppressionLab.Experiments.Stages;

/// <summary>The mixture of behaviours: drawn, or copied from a file.</summary>
internal sealed class MixtureStage(MixturePlan plan, long seed) : Stage
{
    /// <summary>The artefact's file.</summary>
    public const string FileName = "ginc.mixture.json";

    /// <summary>The root seed.</summary>
    public long Seed => seed;

    public override string Kind => "mixture";

    public override int Version => 1;

    public override string Title => $"mixture (seed {seed})";

    public override object Settings => plan.File is { } file
        ? new { Sha256 = HashOf(file) }
        : new { plan.Ginc, Seed = plan.Seed ?? seed };

    public override StageEstimate Estimate => StageEstimate.None with
    {
        Work = 1, Bytes = plan.Ginc is { } options
            ? ArtefactSize.Mixture(options.Components, NumbersOf(options))
            : new FileInfo(plan.File!) is { Exists: true } file ? file.Length : 0,
    };

    /// <summary>Of one component: where it starts, and where properties and entities lead.</summary>
    private static double NumbersOf(GincOptions options) =>
        ((double)options.Entities * options.Properties) + Math.Pow(options.Properties, 2) + Math.Pow(options.Entities, 2);

    public override void Execute(StageContext context)
    {
        var mixture = plan.File is { } file
            ? MixtureFile.Read(file)
            : GincMixture.Draw(plan.Ginc!, (ulong)(plan.Seed ?? seed));
        MixtureFile.Write(context.Output(FileName), mixture);
    }

    /// <summary>Reads the mixture from the store.</summary>
    public HmmMixture Load(StageContext context) => MixtureFile.Read(context.Input(this, FileName));

    /// <summary>Symbols and components, known before the mixture is made.</summary>
    public (int Symbols, int Components) Shape() => plan.Ginc is { } options
        ? (options.VocabularySize, options.Components)
        : ReadShape(plan.File!);

    private static (int, int) ReadShape(string file)
    {
        var mixture = MixtureFile.Read(file);
        return (mixture.VocabularySize, mixture.Components.Count);
    }

    private static string HashOf(string file) => File.Exists(file)
        ? ContentHash.OfFile(file)
        : throw new InputException($"mixture.file: {file}: no such file");
}
