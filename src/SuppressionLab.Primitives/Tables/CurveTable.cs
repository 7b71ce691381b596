using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Tables.Formats;

namespace SuppressionLab.Primitives.Tables;

/// <summary>
/// Files of in-context-learning curves, one row a point, as CSV or Parquet by extension. Columns, in the order written:
/// <c>model, method, amount, amountUnit, step, seed, k, component, shots, probability, probabilityStandardError,
/// meanNll, accuracy, count, documentLearnerProbability, promptLearnerProbability</c>.
/// </summary>
/// <remarks>
/// Readers need <c>component</c>, <c>shots</c> and <c>probability</c>; what else is missing reads as model
/// <c>model</c>, method <c>none</c>, amount 0 <c>documents</c>, step, seed and k 0, −ln(probability) for
/// <c>meanNll</c>, count 1, and NaN for the other numbers. They also take the published names <c>hmm</c>
/// (component), <c>prob</c> (probability), <c>nll</c> (meanNll), <c>acc</c> (accuracy), <c>sft_amount</c> (amount),
/// <c>sft</c> (step; True and False are 1 and 0) and <c>layers</c> (model); our own name wins if both are there.
/// Other columns are ignored.
/// </remarks>
public static class CurveTable
{
    /// <summary>Reads a curve table; the rows keep the file's order.</summary>
    /// <exception cref="InputException">
    /// No such file, another extension, a required column is missing, or a cell is wrong; names file, line or row,
    /// column, and what is allowed.
    /// </exception>
    public static IReadOnlyList<CurvePoint> Read(string path) => [.. TableFile.Read(path, CurveSchema.Instance)];

    /// <summary>Writes a curve table, rows in the order given; the same rows give the same bytes.</summary>
    /// <exception cref="InputException">Another extension than .csv or .parquet.</exception>
    /// <exception cref="IOException">The disk is full or the folder cannot be written; nothing is left behind.</exception>
    public static void Write(string path, IEnumerable<CurvePoint> points) =>
        TableFile.Write(path, points, CurveSchema.Instance);

    /// <summary>
    /// Averages prompt scores over prompts: one point for each model, method, amount, unit, step, seed, k, component
    /// and shots, sorted by these. Reads its input once and keeps only the points in memory.
    /// </summary>
    /// <param name="scores">Rows in any order; a learner's mean is NaN if any of its rows is.</param>
    /// <returns>
    /// Means of probability, −ln p (nats), accuracy and the learners' probabilities, the count, and the standard error
    /// of the mean probability from the sample deviation (n − 1; NaN for one prompt).
    /// </returns>
    public static IReadOnlyList<CurvePoint> FromScores(IEnumerable<PromptScore> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var points = new Dictionary<CurveKey, CurveAccumulator>();
        foreach (var score in scores)
        {
            var key = CurveKey.Of(score);
            if (!points.TryGetValue(key, out var point))
            {
                points.Add(key, point = new CurveAccumulator());
            }
            point.Add(score);
        }
        return [.. points.OrderBy(pair => pair.Key).Select(pair => pair.Value.ToPoint(pair.Key))];
    }
}
