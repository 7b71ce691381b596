using Microsoft.ML;
using SuppressionLab.Data;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Generators.Documents;
using SuppressionLab.Generators.Mixtures;

namespace SuppressionLab.Experiments.Stages;

/// <summary>Training documents, drawn from the mixture and written as Parquet.</summary>
internal sealed class DocumentsStage : Stage
{
    /// <summary>The artefact's file.</summary>
    public const string FileName = "documents.parquet";

    private readonly MixtureStage _mixture;
    private readonly string _stream;
    private readonly long _documents;
    private readonly int _length;
    private readonly double[]? _weights;
    private readonly int[]? _components;
    private readonly long _seed;

    private DocumentsStage(
        MixtureStage mixture, string stream, long documents, int length, double[]? weights, int[]? components, long seed)
        : base(mixture)
    {
        _mixture = mixture;
        _stream = stream;
        _documents = documents;
        _length = length;
        _weights = weights;
        _components = components;
        _seed = seed;
    }

    public override string Kind => "documents";

    public override int Version => 1;

    public override string Title => _components is { } components
        ? $"{_documents:N0} documents of component {string.Join(", ", components)} (seed {_seed})"
        : $"{_documents:N0} documents of the mixture (seed {_seed})";

    public override object Settings => new
    {
        Stream = _stream, Documents = _documents, Length = _length, Weights = _weights, Components = _components, Seed = _seed,
    };

    public override StageEstimate Estimate => new(0, (double)_documents * _length, 0)
    {
        Bytes = ArtefactSize.Documents((double)_documents * _length, _mixture.Shape().Symbols),
    };

    /// <summary>Documents of the whole mixture.</summary>
    public static DocumentsStage ForPretraining(MixtureStage mixture, PretrainingPlan plan, long seed) =>
        new(mixture, "pretraining-documents", plan.Documents, plan.DocumentLength, plan.ComponentWeights, null, seed);

    /// <summary>Documents of the mixture as it was pretrained on, but of these components alone.</summary>
    public static DocumentsStage ForPretraining(
        MixtureStage mixture, PretrainingPlan plan, IReadOnlyList<int> components, long seed) =>
        new(mixture, "pretraining-documents", plan.Documents, plan.DocumentLength, plan.ComponentWeights, [.. components], seed);

    /// <summary>
    /// Documents of a role's components. Those of each amount begin with those of every smaller amount, since document i is a
    /// function of the seed and i alone.
    /// </summary>
    /// <param name="mixture">The mixture.</param>
    /// <param name="stream">The role's random stream.</param>
    /// <param name="documents">How many.</param>
    /// <param name="length">Their length in tokens, BOS included.</param>
    /// <param name="weights">Weights of all components; the mixture's prior if null.</param>
    /// <param name="components">The role's components; all if null.</param>
    /// <param name="seed">The root seed.</param>
    public static DocumentsStage ForRole(
        MixtureStage mixture, string stream, long documents, int length, double[]? weights, IReadOnlyList<int>? components, long seed) =>
        new(mixture, stream, documents, length, weights, components is null ? null : [.. components], seed);

    public override void Execute(StageContext context)
    {
        var mixture = _mixture.Load(context);
        var ml = MachineLearning.Context();
        var view = ml.Suppression.Documents(mixture, new DocumentViewOptions
        {
            Count = checked((int)_documents),
            Length = _length,
            Seed = (ulong)_seed,
            Stream = _stream,
            Weights = _components is null ? _weights : Restrict(_weights ?? mixture.Prior),
        });
        DocumentFile.Write(context.Output(FileName), Documents(ml, view, context));
    }

    /// <summary>Reads the documents from the store.</summary>
    public IReadOnlyList<Document> Load(StageContext context, HmmMixture mixture) =>
        DocumentFile.Read(context.Input(this, FileName), mixture);

    private double[] Restrict(IReadOnlyList<double> weights) => RoleWeights.Restrict(weights, _components!);

    private IEnumerable<Document> Documents(MLContext ml, IDataView view, StageContext context)
    {
        var done = 0L;
        foreach (var document in DocumentRows.Read(ml, view))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            yield return document;
            if (++done % 1000 == 0)
            {
                context.Progress.Report(new StageProgress((double)done / _documents, $"{done:N0} documents"));
            }
        }
    }
}
