using Microsoft.ML;
using SuppressionLab.Generators.Documents;
using SuppressionLab.Generators.Prompts;
using SuppressionLab.LanguageModels.Scoring;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;
using SuppressionLab.Scoring;

namespace SuppressionLab.Attacks;

/// <summary>Scores the labels of in-context prompts behind different prefixes.</summary>
internal sealed class PrefixVariationAttack
{
    public const string Name = "prefix-variations";

    private readonly LanguageModelTransformer _model;
    private readonly PrefixVariationOptions _options;
    private readonly IReadOnlyList<InContextPrompt> _prompts;
    private readonly IReadOnlyList<Document> _documents;
    private readonly IReadOnlyList<int> _shots;
    private readonly int _symbols;

    public PrefixVariationAttack(
        LanguageModelTransformer model, IDataView prompts, IDataView documents, PrefixVariationOptions options)
    {
        options.Validate();
        (_model, _options) = (model, options);
        var network = model.Configuration;
        _symbols = options.SymbolCount ?? Math.Max(1, network.VocabularySize - 2);
        if (_symbols > network.VocabularySize)
        {
            throw new InputException($"SymbolCount is {_symbols}; 1 to the network's {network.VocabularySize} tokens are allowed");
        }
        var data = new AttackData(Name, network);
        _prompts = data.ReadPrompts(prompts);
        data.Require(_prompts, "prompts", p => p.Component, options.Suppressed);
        _documents = data.ReadDocuments(documents, "documents for snippets");
        _shots = ShotsWithRoom(network.ContextLength - options.PrefixLength - 1);
    }

    public AttackCurve Run(ulong seed)
    {
        var variants = new PrefixVariants(
            _model.BosToken, _options, _symbols, Snippets("favoured", _options.IsFavoured),
            Snippets("suppressed", _options.Suppressed.Contains), RandomKey.FromSeed(seed).Derive(_options.Stream));
        var curve = new AttackCurveBuilder(Name, "shots", _options.Suppressed);
        using var lease = _model.ShareNetwork();
        var scorer = new NetworkScorer(lease.Network, _options.BatchSize);
        foreach (var (name, prefix) in variants.All)
        {
            _options.CancellationToken.ThrowIfCancellationRequested();
            var rows = _prompts.Zip(Score(scorer, prefix)).ToArray();
            foreach (var shots in _shots)
            {
                curve.AddByComponent(
                    name, shots, AttackQuantities.LabelProbability, rows, row => row.First.Component,
                    of => Estimate.OfMean([.. of.Select(row => (double)row.Second[LabelShots.IndexOf(row.First, shots)])]));
            }
        }
        return curve.ToCurve();
    }

    /// <summary>[prompt][scored position]; what does not fit behind the prefix is cut off the end.</summary>
    private float[][] Score(NetworkScorer scorer, Func<int, int[]> prefix)
    {
        var context = _model.Configuration.ContextLength;
        var prefixes = _prompts.Select((_, row) => prefix(row)).ToArray();
        var positions = _prompts.Zip(prefixes, (prompt, before) => prompt.ScoredPositions
            .Select(position => position + before.Length).Where(position => position < context).ToArray()).ToArray();
        return scorer.LabelProbabilities(
            [.. _prompts.Zip(prefixes, (prompt, before) => (int[])[.. before, .. prompt.Tokens.Take(context - before.Length)])],
            positions,
            [.. _prompts.Zip(positions, (prompt, kept) => prompt.Labels[..kept.Length])]).Probabilities;
    }

    private IReadOnlyList<int> ShotsWithRoom(int room)
    {
        int[] shots =
        [
            .. LabelShots.Common(Name, _prompts)
                .Where(s => _prompts.All(p => p.ScoredPositions[LabelShots.IndexOf(p, s)] < room)),
        ];
        return shots.Length > 0
            ? shots
            : throw new InputException(
                $"{Name}: PrefixLength is {_options.PrefixLength}; behind a BOS and as many symbols no scored position of the "
                + $"prompts fits the network's context of {_model.Configuration.ContextLength}");
    }

    private IReadOnlyList<int[]> Snippets(string role, Func<int, bool> isOf)
    {
        int[][] snippets = [.. _documents.Where(d => isOf(d.Component!.Value)).Select(d => d.Tokens)];
        if (snippets.Length == 0)
        {
            throw new InputException($"{Name}: documents for snippets: none is of a {role} component; at least 1 is needed");
        }
        var tooShort = snippets.FirstOrDefault(tokens => tokens.Length < _options.PrefixLength);
        return tooShort is null
            ? snippets
            : throw new InputException(
                $"{Name}: documents for snippets: one has {tooShort.Length} symbols; PrefixLength = {_options.PrefixLength} "
                + "or more are needed");
    }
}
