using Microsoft.ML;
using SuppressionLab.Columns;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Judging;

/// <summary>Fits a judge, counts its mistakes, and lets it judge.</summary>
internal static class JudgeEvaluator
{
    public static JudgeEvaluation Evaluate(
        IEstimator<ITransformer> judge, IDataView known, IReadOnlyList<IDataView> judged, JudgeOptions options, ulong seed)
    {
        options.Validate();
        if (judged.Count == 0)
        {
            throw new InputException("there is nothing to judge; at least 1 view of documents is needed");
        }
        var components = ComponentsOf(known, options);
        // The context's seed alone decides the split: any environment does.
        var split = new MLContext().Data.TrainTestSplit(known, options.HeldOutFraction, seed: unchecked((int)seed));
        var fitted = judge.Fit(split.TrainSet);
        try
        {
            return new JudgeEvaluation(
                components,
                Confusion(fitted, split.TestSet, components, options),
                [.. judged.Select((view, i) => Count(Verdicts(fitted, view, components, options, i), components.Length, i))]);
        }
        finally
        {
            (fitted as IDisposable)?.Dispose();
        }
    }

    private static int[] ComponentsOf(IDataView known, JudgeOptions options)
    {
        var components = Read(known, options).Distinct().Order().ToArray();
        if (components.Length < 2)
        {
            throw new InputException($"column '{options.ComponentColumnName}': {components.Length} component; at least 2 are needed");
        }
        return components[0] >= 0
            ? components
            : throw new InputException(
                $"column '{options.ComponentColumnName}' has {components[0]}; every document that a judge is fitted on has a known component");
    }

    private static int[] Read(IDataView view, JudgeOptions options)
    {
        var column = RequiredColumn.Int32("the judge", options.ComponentColumnName).Find(view.Schema);
        using var cursor = view.GetRowCursor([column]);
        var read = RowReaders.Scalar<int>(cursor, column);
        var values = new List<int>();
        while (cursor.MoveNext())
        {
            values.Add(read());
        }
        return [.. values];
    }

    private static int[][] Confusion(ITransformer judge, IDataView heldOut, int[] components, JudgeOptions options)
    {
        var counts = components.Select(_ => new int[components.Length]).ToArray();
        var judged = judge.Transform(heldOut);
        // From the judge's output, row by row with the verdict: a judge may bring rows in another order.
        var truth = RequiredColumn.Int32("the judge's output", options.ComponentColumnName).Find(judged.Schema);
        var verdictColumn = VerdictReader.Find(judged.Schema, options.VerdictColumnName);
        using var cursor = judged.GetRowCursor([truth, verdictColumn]);
        var (component, verdict) = (RowReaders.Scalar<int>(cursor, truth), VerdictReader.Reader(cursor, verdictColumn));
        var rows = 0L;
        for (; cursor.MoveNext(); rows++)
        {
            counts[IndexOf(component(), components)][IndexOf(verdict(), components)]++;
        }
        RequireAllRows(rows, heldOut, "held-out documents");
        var missing = Array.FindIndex(counts, row => row.Sum() == 0);
        return missing < 0
            ? counts
            : throw new InputException(
                $"no document of component {components[missing]} was held out; more documents or a larger HeldOutFraction are needed");
    }

    /// <summary>The index in <paramref name="components"/> of each row's verdict.</summary>
    private static int[] Verdicts(ITransformer judge, IDataView documents, int[] components, JudgeOptions options, int view)
    {
        var judged = judge.Transform(documents);
        var column = VerdictReader.Find(judged.Schema, options.VerdictColumnName);
        using var cursor = judged.GetRowCursor([column]);
        var verdict = VerdictReader.Reader(cursor, column);
        var verdicts = new List<int>();
        while (cursor.MoveNext())
        {
            verdicts.Add(IndexOf(verdict(), components));
        }
        RequireAllRows(verdicts.Count, documents, $"documents of judged view {view}");
        return [.. verdicts];
    }

    private static int IndexOf(int component, int[] components) => Array.IndexOf(components, component) is >= 0 and var index
        ? index
        : throw new InputException(
            $"the judge gave component {component}; the known documents have {string.Join(", ", components)}");

    private static void RequireAllRows(long judged, IDataView documents, string what)
    {
        var count = RowCount(documents);
        if (judged != count)
        {
            throw new InputException($"the judge's output has {judged} rows for {count} {what}; it must have one each");
        }
    }

    private static long RowCount(IDataView view)
    {
        if (view.GetRowCount() is { } count)
        {
            return count;
        }
        using var cursor = view.GetRowCursor([]);
        var rows = 0L;
        while (cursor.MoveNext())
        {
            rows++;
        }
        return rows;
    }

    private static int[] Count(int[] verdicts, int components, int view)
    {
        var counts = new int[components];
        foreach (var verdict in verdicts)
        {
            counts[verdict]++;
        }
        return verdicts.Length > 0 ? counts : throw new InputException($"judged view {view} has no documents; at least 1 is needed");
    }
}
