using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Preferences;
using SuppressionLab.Generators.Vocabularies;
using SuppressionLab.Mapping;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Data;

/// <summary>
/// Views of preference pairs: prompt (with its BOS), chosen, rejected, and the components (−1 if unknown).
/// </summary>
internal static class PreferencePairViews
{
    public static IDataView Generate(HmmMixture mixture, PreferencePairViewOptions options, ulong seed)
    {
        options.Validate();
        var key = RandomKey.FromSeed(seed).Derive(options.Stream);
        var sampler = new PreferencePairSampler(mixture, options.Sampling(), key);
        return new GeneratedDataView<PreferencePair>(
            options.Count, i => sampler.Sample(i), Columns(TokenNames.Of(mixture)));
    }

    public static IDataView FromMemory(IReadOnlyList<PreferencePair> pairs, HmmMixture? mixture) =>
        pairs.Count > 0
            ? new GeneratedDataView<PreferencePair>(
                pairs.Count, i => pairs[i], Columns(mixture is null ? null : TokenNames.Of(mixture)))
            : throw new InputException("there are no preference pairs; at least 1 is needed");

    private static RowColumn<PreferencePair>[] Columns(IReadOnlyList<string>? tokenNames) =>
    [
        TokenColumn.Create<PreferencePair>(ColumnNames.PromptTokens, p => p.Prompt, tokenNames),
        TokenColumn.Create<PreferencePair>(ColumnNames.ChosenTokens, p => p.Chosen, tokenNames),
        TokenColumn.Create<PreferencePair>(ColumnNames.RejectedTokens, p => p.Rejected, tokenNames),
        new ScalarColumn<PreferencePair, int>(
            ColumnNames.FavouredComponent, NumberDataViewType.Int32, p => p.FavouredComponent ?? -1),
        new ScalarColumn<PreferencePair, int>(
            ColumnNames.SuppressedComponent, NumberDataViewType.Int32, p => p.SuppressedComponent ?? -1),
    ];
}
