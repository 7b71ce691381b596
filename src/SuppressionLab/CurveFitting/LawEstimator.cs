using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using SuppressionLab.Columns;
using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Fitting;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.CurveFitting;

/// <summary>
/// Fits a law of in-context learning to a curve table of one model, one stage and one example length. A pooled law is
/// fitted to all tasks' curves together, a curve law to each alone.
/// </summary>
public sealed class LawEstimator : IEstimator<LawTransformer>
{
    private readonly LawFamily _family;
    private readonly LawOptions _options;
    private readonly LawFitOptions _fitting;

    internal LawEstimator(IHostEnvironment environment, LawFamily family, LawOptions options)
    {
        options.Validate();
        _family = family;
        _options = options;
        _fitting = options.Fitting ?? new LawFitOptions { Seed = Seeds.Resolve(null, environment) };
    }

    /// <summary>Fits the law.</summary>
    /// <param name="input">The curve table, read once.</param>
    /// <exception cref="InputException">
    /// A column is missing or of another type, a point appears twice (the table holds more than one group), a
    /// probability is outside [0, 1], or the law needs more tasks.
    /// </exception>
    public LawTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var fits = LawFitter.FitAll(_family, ReadCurves(input).Prefix(_options.Prefix).WithOrigin(_options.ShotOrigin), _fitting);
        var laws = fits.Select(f => new FittedLaw(f.Family, f.Tasks, f.Coordinates.ToArray()));
        return new LawTransformer([.. laws], _options, fits);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        Probability.Check(inputSchema);
        if (inputSchema.Any(column => column.Name == _options.StandardErrorColumnName))
        {
            StandardError.Check(inputSchema);
        }
        return LawMapping.SignatureOf(_options).OutputShape(inputSchema);
    }

    private RequiredColumn StandardError => RequiredColumn.Double(nameof(LawEstimator), _options.StandardErrorColumnName);

    private RequiredColumn Probability => RequiredColumn.Double(nameof(LawEstimator), _options.ProbabilityColumnName);

    private CurveSet ReadCurves(IDataView input)
    {
        var schema = input.Schema;
        var required = LawMapping.SignatureOf(_options).Inputs.Append(Probability).Select(c => c.Find(schema)).ToList();
        var error = schema.GetColumnOrNull(_options.StandardErrorColumnName) is null
            ? (DataViewSchema.Column?)null
            : StandardError.Find(schema);
        using var cursor = input.GetRowCursor(error is { } e ? required.Append(e) : required);
        var task = RowReaders.Scalar<int>(cursor, required[0]);
        var shots = RowReaders.Scalar<int>(cursor, required[1]);
        var probability = RowReaders.Scalar<double>(cursor, required[2]);
        var standardError = error is { } s ? RowReaders.Scalar<double>(cursor, s) : () => double.NaN;
        var points = new List<Point>();
        while (cursor.MoveNext())
        {
            points.Add(new Point(task(), shots(), probability(), standardError()));
        }
        return new CurveSet([.. points.GroupBy(p => p.Task).Select(g => ToCurve(g.Key, [.. g]))]);
    }

    private static TaskCurve ToCurve(int task, Point[] points) => new(
        task,
        Array.ConvertAll(points, p => (double)p.Shots),
        Array.ConvertAll(points, p => p.Probability),
        Array.Exists(points, p => double.IsNaN(p.StandardError))
            ? null
            : Array.ConvertAll(points, p => p.StandardError));

    private sealed record Point(int Task, int Shots, double Probability, double StandardError);
}
