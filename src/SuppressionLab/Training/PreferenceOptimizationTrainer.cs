using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using SuppressionLab.Columns;
using SuppressionLab.LanguageModels.Objectives.Preferences;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;
using SuppressionLab.Scoring;

namespace SuppressionLab.Training;

/// <summary>
/// Suppression by preference: from a copy of a pretrained model, answers of favoured components are made more probable than
/// those of suppressed ones, by any <see cref="PreferenceLoss"/>. A batch is of pairs. The pretrained model is the reference
/// of losses that have one; its log-probabilities are computed once, before the first step.
/// </summary>
public sealed class PreferenceOptimizationTrainer : FineTuningTrainer
{
    private const string Owner = "PreferenceOptimization";

    private readonly PreferenceOptimizationOptions _options;

    internal PreferenceOptimizationTrainer(
        IHostEnvironment environment, LanguageModelTransformer pretrained, PreferenceOptimizationOptions options)
        : base(environment, pretrained, options, Owner, "preference-optimization")
    {
        options.Loss.Validate();
        _options = options;
    }

    private protected override IReadOnlyList<RequiredColumn> Required =>
    [
        RequiredColumn.Int32Vector(Owner, _options.PromptColumnName),
        RequiredColumn.Int32Vector(Owner, _options.ChosenColumnName),
        RequiredColumn.Int32Vector(Owner, _options.RejectedColumnName),
    ];

    private protected override string ScoredColumnName => _options.ChosenColumnName;

    private protected override TrainingRun Open(IDataView input, RandomKey key)
    {
        var rows = Read(input);
        var length = LengthOf(rows);
        var pad = _options.ResolvePadToken(Network);
        var pairs = PairedBlocks.Together(
            TokenBlocks.FromContinuations(rows.Select(r => (r.Prompt, r.Chosen)), length, pad),
            TokenBlocks.FromContinuations(rows.Select(r => (r.Prompt, r.Rejected)), length, pad),
            BatchesOf(key));
        using var reference = OpenReference();
        return new TrainingRun(
            pairs,
            PreferenceObjective.Create(_options.Loss, reference.Network, pairs, _options.CancellationToken),
            $"{rows.Count} pairs of {length} tokens");
    }

    private List<(int[] Prompt, int[] Chosen, int[] Rejected)> Read(IDataView input)
    {
        var columns = Required.Select(c => c.Find(input.Schema)).ToArray();
        using var cursor = input.GetRowCursor(columns);
        var prompt = RowReaders.Vector<int>(cursor, columns[0]);
        var (chosen, rejected) = (SymbolsOf(cursor, columns[1]), SymbolsOf(cursor, columns[2]));
        var rows = new List<(int[], int[], int[])>();
        while (cursor.MoveNext())
        {
            var row = (Prompt: prompt(), Chosen: chosen(), Rejected: rejected());
            TokenChecks.CheckRange(row.Prompt, Network.VocabularySize, columns[0].Name, cursor.Position);
            foreach (var (tokens, column) in new[] { (row.Prompt, columns[0]), (row.Chosen, columns[1]), (row.Rejected, columns[2]) })
            {
                if (tokens.Length == 0)
                {
                    throw new InputException($"column '{column.Name}', row {cursor.Position}: it is empty; 1 token or more is needed");
                }
            }
            rows.Add(row);
        }
        return rows.Count > 0 ? rows : throw new InputException($"{Owner}: there are no pairs; at least 1 is needed");
    }

    /// <summary>The block length that was asked for, or that of the longest row.</summary>
    private int LengthOf(List<(int[] Prompt, int[] Chosen, int[] Rejected)> rows)
    {
        var longest = rows.Max(r => r.Prompt.Length + Math.Max(r.Chosen.Length, r.Rejected.Length));
        var allowed = _options.ResolveBlockLength(Network);
        return longest <= allowed
            ? _options.BlockLength ?? longest
            : throw new InputException($"{Owner}: a prompt and its answer have {longest} tokens; at most {allowed} are allowed");
    }
}
