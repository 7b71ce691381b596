using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Preferences;
using SuppressionLab.Mapping;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Data;

/// <summary>Views of preference pairs: prompt (with its BOS), chosen, rejected, and the components (−1 if unknown).</summary>
internal static class PreferencePairViews
{
    private static readonly RowColumn<PreferencePair>[] Columns =
    [
        new VectorColumn<PreferencePair, int>(ColumnNames.PromptTokens, NumberDataViewType.Int32, p => p.Prompt),
        new VectorColumn<PreferencePair, int>(ColumnNames.ChosenTokens, NumberDataViewType.Int32, p => p.Chosen),
        new VectorColumn<PreferencePair, int>(ColumnNames.RejectedTokens, NumberDataViewType.Int32, p => p.Rejected),
        new ScalarColumn<PreferencePair, int>(
            ColumnNames.FavouredComponent, NumberDataViewType.Int32, p => p.FavouredComponent ?? -1),
        new ScalarColumn<PreferencePair, int>(
            ColumnNames.SuppressedComponent, NumberDataViewType.Int32, p => p.SuppressedComponent ?? -1),
    ];

    public static IDataView Generate(HmmMixture mixture, PreferencePairViewOptions options, ulong seed)
    {
        options.Validate();
        var key = RandomKey.FromSeed(seed).Derive(options.Stream);
        var sampler = new PreferencePairSampler(mixture, options.Sampling(), key);
        return new GeneratedDataView<PreferencePair>(options.Count, i => sampler.Sample(i), Columns);
    }

    public static IDataView FromMemory(IReadOnlyList<PreferencePair> pairs) =>
        pairs.Count > 0
            ? new GeneratedDataView<PreferencePair>(pairs.Count, i => pairs[i], Columns)
            : throw new InputException("there are no preference pairs; at least 1 is needed");
}
