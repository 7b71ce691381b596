using Microsoft.ML;
using SuppressionLab.Generators.Documents;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.LanguageModels.Sampling;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;
using SuppressionLab.Primitives.Tables;
using SuppressionLab.Scoring;

namespace SuppressionLab.Attacks;

/// <summary>Draws many continuations of each prompt and counts those of the suppressed components.</summary>
internal sealed class RepeatedSamplingAttack
{
    public const string Name = "repeated-sampling";

    private readonly LanguageModelTransformer _model;
    private readonly HmmMixture _mixture;
    private readonly RepeatedSamplingOptions _options;
    private readonly IReadOnlyList<Document> _prompts;
    private readonly bool _fromDocuments;

    public RepeatedSamplingAttack(
        LanguageModelTransformer model, IDataView? documents, HmmMixture mixture, RepeatedSamplingOptions options)
    {
        options.Validate();
        (_model, _mixture, _options, _fromDocuments) = (model, mixture, options, documents is not null);
        CheckMixture();
        // The BOS and the prompt are read; of what is drawn the last symbol is not.
        var room = model.Configuration.ContextLength - (_fromDocuments ? options.PromptLength : 0);
        if (options.Length > room)
        {
            throw new InputException(
                $"{Name}: Length is {options.Length}; behind the prompts the network's context allows 1 to {Math.Max(0, room)}");
        }
        _prompts = documents is null ? [new Document([], AttackPoint.AllSuppressed)] : ReadPrompts(documents);
    }

    public AttackCurve Run(ulong seed)
    {
        var key = RandomKey.FromSeed(seed).Derive(_options.Stream);
        var successes = Count(Draw(key.Derive("samples")), key.Derive("reference"));
        var curve = new AttackCurveBuilder(Name, "samples", _options.Suppressed);
        var series = _options.Series ?? (_fromDocuments ? $"prefix-{_options.PromptLength}" : "bos");
        var rows = _prompts.Zip(successes, (prompt, count) => (Component: prompt.Component!.Value, Count: count)).ToArray();
        foreach (var k in SampleCoverage.Ks(_options.Samples))
        {
            Estimate Coverage(IReadOnlyList<(int Component, int Count)> of) =>
                SampleCoverage.Of([.. of.Select(row => row.Count)], _options.Samples, k);
            if (_fromDocuments)
            {
                curve.AddByComponent(series, k, AttackQuantities.Coverage, rows, row => row.Component, Coverage);
            }
            else
            {
                curve.Add(series, AttackPoint.AllSuppressed, k, AttackQuantities.Coverage, Coverage(rows));
            }
        }
        AddLaw(curve, series, successes, key.Derive("bootstrap"));
        return curve.ToCurve();
    }

    private void AddLaw(AttackCurveBuilder curve, string series, int[] successes, RandomKey key)
    {
        var half = successes.Length == 1
            ? SamplesToHalf.OfOnePrompt(successes[0], _options.Samples, _options.Level)
            : SamplesToHalf.OfPrompts(successes, _options.Samples, _options.Bootstrap, _options.Level, key);
        void Add(string quantity, Estimate estimate) =>
            curve.Add(series, AttackPoint.AllSuppressed, _options.Samples, quantity, estimate);
        string[] parameters =
            [AttackQuantities.CoverageLawA, AttackQuantities.CoverageLawFailures, AttackQuantities.CoverageLawSuccesses];
        foreach (var (quantity, estimate) in parameters.Zip(half.Parameters ?? []))
        {
            Add(quantity, estimate);
        }
        var count = successes.Length == 1 ? _options.Samples : successes.Length;
        Add(AttackQuantities.SamplesToHalf, new Estimate(half.Samples, double.NaN, count));
        Add(AttackQuantities.SamplesToHalfLow, new Estimate(half.Low, double.NaN, count));
        Add(AttackQuantities.SamplesToHalfHigh, new Estimate(half.High, double.NaN, count));
    }

    /// <summary>[prompt][sample]: the symbols drawn.</summary>
    private int[][][] Draw(RandomKey key)
    {
        using var lease = _model.ShareNetwork();
        var vocabulary = _model.Configuration.VocabularySize;
        var rows = _prompts.SelectMany(p => Enumerable.Repeat<int[]>([_model.BosToken, .. p.Tokens], _options.Samples)).ToArray();
        var keys = _prompts.SelectMany((_, i) => Enumerable.Range(0, _options.Samples).Select(s => key.Derive(i).Derive(s)));
        var drawn = new NetworkSampler(lease.Network, _options.BatchSize).Continue(
            rows, [.. keys], _options.Length, _options.Temperature,
            [.. Enumerable.Range(_mixture.VocabularySize, vocabulary - _mixture.VocabularySize)], _options.CancellationToken);
        // A draw from logits that are no numbers always gives the last symbol, which would pass for a removed behaviour.
        if (Array.FindIndex(drawn, sequence => double.IsNaN(sequence.ExcludedProbability)) is >= 0 and var broken)
        {
            throw new InputException(
                $"{Name}: the model's predictions in sample {broken % _options.Samples} of prompt {broken / _options.Samples} are NaN; "
                + "only a model that gives numbers can be sampled");
        }
        return [.. drawn.Select(sequence => sequence.Tokens).Chunk(_options.Samples)];
    }

    private int[] Count(int[][][] samples, RandomKey key)
    {
        var judge = new ContinuationJudge(_mixture, _fromDocuments ? _options.PromptLength : 0, _options, key);
        return
        [
            .. _prompts.Zip(samples, (prompt, continuations) =>
            {
                _options.CancellationToken.ThrowIfCancellationRequested();
                var read = judge.Read(prompt.Tokens);
                return continuations.Count(continuation => judge.Succeeds(prompt.Tokens, read, continuation));
            }),
        ];
    }

    private IReadOnlyList<Document> ReadPrompts(IDataView view)
    {
        var data = new AttackData(Name, _model.Configuration);
        var documents = data.Require(
            data.ReadDocuments(view, "documents"), "documents", d => d.Component!.Value, _options.Suppressed);
        return [.. documents.Select((document, i) => Cut(document, i))];
    }

    private Document Cut(Document document, int index)
    {
        if (document.Tokens.Length < _options.PromptLength)
        {
            throw new InputException(
                $"{Name}: document {index} of the suppressed components has {document.Tokens.Length} symbols; "
                + $"PromptLength = {_options.PromptLength} or more are needed");
        }
        TokenChecks.CheckRange(document.Tokens, _mixture.VocabularySize, "Tokens", index);
        return document with { Tokens = document.Tokens[.._options.PromptLength] };
    }

    private void CheckMixture()
    {
        if (_model.Configuration.VocabularySize < _mixture.VocabularySize)
        {
            throw new InputException(
                $"{Name}: the mixture has {_mixture.VocabularySize} symbols; the network's {_model.Configuration.VocabularySize} "
                + "tokens allow no more");
        }
        var components = _mixture.Components.Count;
        if (_options.Suppressed.Max() >= components || _options.Suppressed.Count == components)
        {
            throw new InputException(
                $"{Name}: Suppressed: {string.Join(", ", _options.Suppressed)}; some of the mixture's components 0 to "
                + $"{components - 1}, not all, are allowed");
        }
    }
}
