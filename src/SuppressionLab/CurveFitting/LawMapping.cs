using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.Mapping;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.CurveFitting;

/// <summary>Predicts the probability of a task at a number of shots.</summary>
internal sealed class LawMapping : RowMapping<LawPrediction, LawPrediction>
{
    private readonly LawOptions _options;
    private readonly Dictionary<int, (FittedLaw Law, int Index)> _byTask;

    public LawMapping(IReadOnlyList<FittedLaw> laws, LawOptions options)
        : base(SignatureOf(options))
    {
        _options = options;
        _byTask = laws.SelectMany(law => law.Tasks.Select((task, i) => (task, law, i)))
            .ToDictionary(e => e.task, e => (e.law, e.i));
    }

    /// <summary>Reads the task and the number of shots; adds the probability.</summary>
    public static RowSignature<LawPrediction> SignatureOf(LawOptions options) => new(
        [
            RequiredColumn.Int32(nameof(LawTransformer), options.TaskColumnName),
            RequiredColumn.Int32(nameof(LawTransformer), options.ShotsColumnName),
        ],
        [
            new ScalarColumn<LawPrediction, double>(
                options.OutputColumnName, NumberDataViewType.Double, p => p.Probability),
        ]);

    public override Func<LawPrediction> CreateReader(DataViewRow row, IReadOnlyList<DataViewSchema.Column> inputs)
    {
        var task = RowReaders.Scalar<int>(row, inputs[0]);
        var shots = RowReaders.Scalar<int>(row, inputs[1]);
        return () => Predict(task(), shots(), row.Position);
    }

    public override IBatchScorer<LawPrediction, LawPrediction> OpenScorer() => new RowByRowScorer<LawPrediction, LawPrediction>(p => p);

    private LawPrediction Predict(int task, int shots, long row)
    {
        if (!_byTask.TryGetValue(task, out var fitted))
        {
            throw new InputException(
                $"column '{_options.TaskColumnName}', row {row}: task {task} was not fitted; fitted tasks: "
                + string.Join(", ", _byTask.Keys.Order()));
        }
        return shots >= 0
            ? new LawPrediction(fitted.Law.Predict(fitted.Index, shots + _options.ShotOrigin))
            : throw new InputException($"column '{_options.ShotsColumnName}', row {row}: {shots}; 0 or more is allowed");
    }
}
