using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Laws.Comparison;

/// <summary>
/// Paired tests of every law against every other over the cells of a design (k, model, task, seed), corrected for the
/// number of pairs. Cells of one model share their prompts and are not quite independent: the published comparison takes
/// them as such, and so does this one.
/// </summary>
public static class PairedComparison
{
    /// <summary>Compares all pairs, in the order of the laws' first appearance.</summary>
    /// <param name="cells">The scores; a cell that a law lacks, or where its score is not finite, is left out of its pairs.</param>
    /// <exception cref="InputException">A law has two scores in one cell.</exception>
    public static IReadOnlyList<LawPair> Of(IEnumerable<ScoreCell> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        var scores = new OrderedDictionary<string, Dictionary<(string, int, int, long), double>>();
        foreach (var cell in cells)
        {
            if (!scores.TryGetValue(cell.Law, out var ofLaw))
            {
                scores.Add(cell.Law, ofLaw = []);
            }
            if (!ofLaw.TryAdd((cell.Model, cell.K, cell.Task, cell.Seed), cell.Score))
            {
                throw new InputException(
                    $"law {cell.Law}, model {cell.Model}, k {cell.K}, task {cell.Task}, seed {cell.Seed}: two scores; one is allowed");
            }
        }
        var pairs = new List<LawPair>();
        for (var i = 0; i < scores.Count; i++)
        {
            for (var j = i + 1; j < scores.Count; j++)
            {
                pairs.Add(Compare(scores.GetAt(i), scores.GetAt(j)));
            }
        }
        var student = Holm.Adjust([.. pairs.Select(pair => pair.StudentP)]);
        var wilcoxon = Holm.Adjust([.. pairs.Select(pair => pair.WilcoxonP)]);
        return [.. pairs.Select((pair, i) => pair with { HolmStudentP = student[i], HolmWilcoxonP = wilcoxon[i] })];
    }

    private static LawPair Compare(
        KeyValuePair<string, Dictionary<(string, int, int, long), double>> first,
        KeyValuePair<string, Dictionary<(string, int, int, long), double>> second)
    {
        var differences = new List<double>();
        foreach (var (cell, score) in first.Value)
        {
            if (second.Value.TryGetValue(cell, out var other) && double.IsFinite(score) && double.IsFinite(other))
            {
                differences.Add(score - other);
            }
        }
        var student = PairedTest.Of(differences);
        return new(
            first.Key, second.Key, differences.Count, student.Mean, student.StandardError, student.T, student.P,
            SignedRank.Test([.. differences]), 1, 1);
    }
}
