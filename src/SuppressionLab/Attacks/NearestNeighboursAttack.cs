using Microsoft.ML;
using SuppressionLab.Generators.Documents;
using SuppressionLab.LanguageModels.Scoring;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Scoring;

namespace SuppressionLab.Attacks;

/// <summary>Tells the component of documents by the anchors behind which a model predicts alike.</summary>
internal sealed class NearestNeighboursAttack
{
    public const string Name = "nearest-neighbours";

    private readonly LanguageModelTransformer _model;
    private readonly NearestNeighboursOptions _options;
    private readonly AttackData _data;
    private readonly IReadOnlyList<Document> _anchors;
    private readonly IReadOnlyList<Document> _test;

    public NearestNeighboursAttack(
        LanguageModelTransformer model, IDataView anchors, IDataView test, NearestNeighboursOptions options)
    {
        options.Validate();
        (_model, _options) = (model, options);
        var longest = model.Configuration.ContextLength - 1;
        if (options.PrefixLengths[^1] > longest)
        {
            throw new InputException(
                $"{Name}: PrefixLengths goes to {options.PrefixLengths[^1]}; behind the BOS the network's context allows 1 to {longest}");
        }
        var data = _data = new AttackData(Name, model.Configuration);
        _anchors = Cut(data.ReadDocuments(anchors, "anchors"), "anchors");
        _test = Cut(data.ReadDocuments(test, "test documents"), "test documents");
        data.Require(_anchors, "anchors", d => d.Component!.Value, [.. _test.Select(d => d.Component!.Value).Distinct()]);
        data.Require(_test, "test documents", d => d.Component!.Value, options.Suppressed);
        if (_anchors.Count < options.Neighbours)
        {
            throw new InputException($"{Name}: {_anchors.Count} anchors; Neighbours = {options.Neighbours} needs as many");
        }
    }

    public AttackCurve Run()
    {
        using var lease = _model.ShareNetwork();
        var extractor = new NextTokenExtractor(lease.Network, _options.BatchSize);
        var (known, unknown) = (Predictions(extractor, _anchors), Predictions(extractor, _test));
        var curve = new AttackCurveBuilder(Name, "symbols", _options.Suppressed);
        for (var i = 0; i < _options.PrefixLengths.Count; i++)
        {
            _options.CancellationToken.ThrowIfCancellationRequested();
            var neighbours = new DistributionNeighbours(
                [.. known.Select(row => row[i])], [.. _anchors.Select(d => d.Component!.Value)], _options.Neighbours);
            ComponentVerdicts.Add(
                curve, "predictions", _options.PrefixLengths[i], [.. _test.Select(d => d.Component!.Value)],
                [.. unknown.Select(row => neighbours.Classify(row[i]))], _options.Suppressed);
        }
        return curve.ToCurve();
    }

    /// <summary>[document][prefix length][token]. The BOS is position 0, so that n symbols end at position n.</summary>
    private float[][][] Predictions(NextTokenExtractor extractor, IReadOnlyList<Document> documents)
    {
        _options.CancellationToken.ThrowIfCancellationRequested();
        var predictions = extractor.Extract(
            [.. documents.Select(d => (int[])[_model.BosToken, .. d.Tokens])], _options.PrefixLengths);
        foreach (var (i, length) in _options.PrefixLengths.Index())
        {
            _data.RequireNumbers([.. predictions.Select(row => row[i])], $"predictions behind {length} symbols");
        }
        return predictions;
    }

    private IReadOnlyList<Document> Cut(IReadOnlyList<Document> documents, string name)
    {
        var length = _options.PrefixLengths[^1];
        var tooShort = documents.Select((document, i) => (document, i)).FirstOrDefault(d => d.document.Tokens.Length < length);
        return tooShort.document is null
            ? [.. documents.Select(d => d with { Tokens = d.Tokens[..length] })]
            : throw new InputException(
                $"{Name}: {name}, row {tooShort.i}: {tooShort.document.Tokens.Length} symbols; PrefixLengths needs {length} or more");
    }
}
