using Microsoft.ML;
using Microsoft.ML.Data;
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
    private readonly int[]? _favoured;
    private readonly long _seed;

    private DocumentsStage(
        MixtureStage mixture, string stream, long documents, int length, double[]? weights, int[]? favoured, long seed)
        : base(mixture)
    {
        _mixture = mixture;
        _stream = stream;
        _documents = documents;
        _length = length;
        _weights = weights;
        _favoured = favoured;
        _seed = seed;
    }

    public override string Kind => "documents";

    public override int Version => 1;

    public override string Title => _favoured is { } favoured
        ? $"{_documents:N0} documents of component {string.Join(", ", favoured)} (seed {_seed})"
        : $"{_documents:N0} documents of the mixture (seed {_seed})";

    public override object Settings => new
    {
        Stream = _stream, Documents = _documents, Length = _length, Weights = _weights, Favoured = _favoured, Seed = _seed,
    };

    public override StageEstimate Estimate => new(0, (double)_documents * _length, 0);

    /// <summary>Documents of the whole mixture.</summary>
    public static DocumentsStage ForPretraining(MixtureStage mixture, PretrainingPlan plan, long seed) =>
        new(mixture, "pretraining-documents", plan.Documents, plan.DocumentLength, plan.ComponentWeights, null, seed);

    /// <summary>
    /// Documents of the favoured components. Each amount's documents begin with those of every smaller amount, since
    /// document i is a function of the seed and i alone.
    /// </summary>
    public static DocumentsStage ForSuppression(MixtureStage mixture, SuppressionPlan plan, long amount, long seed) =>
        new(mixture, "suppression-documents", amount, plan.DocumentLength, null, plan.Favoured, seed);

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
            Weights = _weights ?? (_favoured is null ? null : Weights(mixture.Prior)),
        });
        DocumentFile.Write(context.Output(FileName), Documents(ml, view, context));
    }

    /// <summary>Reads the documents from the store.</summary>
    public IReadOnlyList<Document> Load(StageContext context, HmmMixture mixture) =>
        DocumentFile.Read(context.Input(this, FileName), mixture);

    /// <summary>The favoured components in proportion to their prior, the others never.</summary>
    private double[] Weights(IReadOnlyList<double> prior)
    {
        var weights = prior.Select((weight, component) => _favoured!.Contains(component) ? weight : 0).ToArray();
        var total = weights.Sum();
        // A favoured component of prior 0 was never seen in pretraining, but can be trained on all the same.
        return total > 0
            ? weights.Select(weight => weight / total).ToArray()
            : prior.Select((_, component) => _favoured!.Contains(component) ? 1.0 / _favoured!.Length : 0).ToArray();
    }

    private IEnumerable<Document> Documents(MLContext ml, IDataView view, StageContext context)
    {
        var done = 0L;
        foreach (var row in ml.Data.CreateEnumerable<DocumentRow>(view, reuseRowObject: false))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            yield return new Document(row.Tokens, row.Component);
            if (++done % 1000 == 0)
            {
                context.Progress.Report(new StageProgress((double)done / _documents, $"{done:N0} documents"));
            }
        }
    }

    private sealed class DocumentRow
    {
        [VectorType]
        public int[] Tokens { get; set; } = [];

        public int Component { get; set; }
    }
}
