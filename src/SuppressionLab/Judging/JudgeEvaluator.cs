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
                [.. judged.Select((view, i) => Count(Verdicts(fitted, view, components, options), components.Length, i))]);
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
        var truth = Read(heldOut, options);
        foreach (var (component, verdict) in truth.Zip(Verdicts(judge, heldOut, components, options)))
        {
            counts[Array.IndexOf(components, component)][verdict]++;
        }
        var missing = Array.FindIndex(counts, row => row.Sum() == 0);
        return missing < 0
            ? counts
            : throw new InputException(
                $"no document of component {components[missing]} was held out; more documents or a larger HeldOutFraction are needed");
    }

    /// <summary>The index in <paramref name="components"/> of each row's verdict.</summary>
    private static int[] Verdicts(ITransformer judge, IDataView documents, int[] components, JudgeOptions options)
    {
        var verdicts = VerdictReader.Read(judge.Transform(documents), options.VerdictColumnName);
        return Array.ConvertAll(verdicts, verdict => Array.IndexOf(components, verdict) is >= 0 and var index
            ? index
            : throw new InputException(
                $"the judge gave component {verdict}; the known documents have {string.Join(", ", components)}"));
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
