using Microsoft.ML;
using SuppressionLab.Generators.Documents;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Scoring;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;
using SuppressionLab.Scoring;

namespace SuppressionLab.Attacks;

/// <summary>Reads the component of documents from each layer's states with a linear classifier.</summary>
internal sealed class LinearProbeAttack
{
    public const string Name = "linear-probe";

    private readonly LanguageModelTransformer _model;
    private readonly LinearProbeOptions _options;
    private readonly AttackData _data;
    private readonly IReadOnlyList<Document> _training;
    private readonly IReadOnlyList<Document> _test;

    public LinearProbeAttack(LanguageModelTransformer model, IDataView training, IDataView test, LinearProbeOptions options)
    {
        options.Validate();
        (_model, _options) = (model, options);
        var data = _data = new AttackData(Name, model.Configuration);
        var longest = model.Configuration.ContextLength - 1;
        _training = data.ReadDocuments(training, "training documents", longest);
        _test = data.ReadDocuments(test, "test documents", longest);
        data.Require(_training, "training documents", d => d.Component!.Value, [.. _test.Select(d => d.Component!.Value).Distinct()]);
        data.Require(_test, "test documents", d => d.Component!.Value, options.Suppressed);
        if (_training.Select(d => d.Component).Distinct().Count() < 2)
        {
            throw new InputException($"{Name}: training documents: all of one component; at least 2 are needed");
        }
    }

    public AttackCurve Run(ulong seed)
    {
        var curve = new AttackCurveBuilder(Name, "layer", _options.Suppressed);
        var labels = _training.Select(d => d.Component!.Value).ToArray();
        var truth = _test.Select(d => d.Component!.Value).ToArray();
        var dealt = labels.ToArray();
        RandomKey.FromSeed(seed).Derive(_options.Stream).Open().Shuffle<int>(dealt);
        using var lease = _model.ShareNetwork();
        for (var layer = 0; layer <= _model.Configuration.Layers + 1; layer++)
        {
            _options.CancellationToken.ThrowIfCancellationRequested();
            var extractor = Extractor(lease.Network, layer);
            var (known, unknown) = (States(extractor, _training, layer), States(extractor, _test, layer));
            void Probe(string series, int[] components) => ComponentVerdicts.Add(
                curve, series, layer, truth, LinearClassifier.Predict(known, components, unknown, _options.L2Regularization),
                _options.Suppressed);
            Probe("states", labels);
            if (_options.ShuffledControl)
            {
                Probe("shuffled", dealt);
            }
        }
        return curve.ToCurve();
    }

    private HiddenStateExtractor Extractor(LanguageModelNetwork network, int layer) => layer > network.Configuration.Layers
        ? HiddenStateExtractor.BehindLastNorm(network, _options.Pooling, _options.BatchSize, unpooled: 1)
        : new HiddenStateExtractor(network, layer, _options.Pooling, _options.BatchSize, unpooled: 1);

    private float[][] States(HiddenStateExtractor extractor, IReadOnlyList<Document> documents, int layer)
    {
        var states = extractor.Extract([.. documents.Select(d => (int[])[_model.BosToken, .. d.Tokens])]);
        _data.RequireNumbers(states, $"states at layer {layer}");
        return states;
    }
}
