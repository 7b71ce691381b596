using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Tables.Formats;

namespace SuppressionLab.Primitives.Tables;

/// <summary>
/// Files of prompt scores, one row a prompt and shot, as CSV or Parquet by extension. Columns, in the order written:
/// <c>model, method, amount, amountUnit, step, seed, k, component, prompt, shots, labelProbability, correct,
/// documentLearnerProbability, promptLearnerProbability</c>.
/// </summary>
/// <remarks>
/// Readers need <c>component</c>, <c>prompt</c>, <c>shots</c>, <c>labelProbability</c> and <c>correct</c>; what else
/// is missing reads as in <see cref="CurveTable"/>. Other columns are ignored. Both ways stream: memory does not grow
/// with the number of rows.
/// </remarks>
public static class PromptScoreTable
{
    /// <summary>Streams the rows of a file in its order; the file stays open while they are enumerated.</summary>
    /// <exception cref="InputException">
    /// No such file or another extension (at once); a required column is missing or a cell is wrong (while
    /// enumerating); names file, line or row, column, and what is allowed.
    /// </exception>
    public static IEnumerable<PromptScore> Read(string path) => TableFile.Read(path, PromptScoreSchema.Instance);

    /// <summary>Writes rows in the order given, enumerating them once; the same rows give the same bytes.</summary>
    /// <exception cref="InputException">Another extension than .csv or .parquet.</exception>
    /// <exception cref="IOException">The disk is full or the folder cannot be written; nothing is left behind.</exception>
    public static void Write(string path, IEnumerable<PromptScore> scores) =>
        TableFile.Write(path, scores, PromptScoreSchema.Instance);
}
