using Microsoft.ML;
using SuppressionLab.Generators.Documents;
using SuppressionLab.Generators.Prompts;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Objectives;
using SuppressionLab.LanguageModels.Scoring;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.Primitives.Tables;
using SuppressionLab.Scoring;

namespace SuppressionLab.Attacks;

/// <summary>Trains a copy of a model on documents, one after another, and measures the suppressed behaviour between them.</summary>
internal sealed class RelearningAttack
{
    public const string Name = "relearning";

    private readonly LanguageModelTransformer _model;
    private readonly RelearningOptions _options;
    private readonly RelearningSchedule _schedule;
    private readonly IReadOnlyList<Document> _heldOut;
    private readonly IReadOnlyList<InContextPrompt> _prompts;
    private readonly IReadOnlyList<int> _shots;
    private readonly AttackCurveBuilder _curve;

    public RelearningAttack(
        LanguageModelTransformer model, IDataView documents, IDataView heldOut, IDataView? prompts, RelearningOptions options)
    {
        options.Validate();
        (_model, _options) = (model, options);
        var (network, data) = (model.Configuration, new AttackData(Name, model.Configuration));
        _schedule = RelearningSchedule.Of(
            Name, data.ReadDocuments(documents, "documents to train on"), options, rows => TokenBlocks.FromDocuments(
                rows, network.ContextLength, model.BosToken, Math.Max(0, network.VocabularySize - 2)));
        var measured = options.MeasuredComponents;
        _heldOut = data.Require(
            data.ReadDocuments(heldOut, "held-out documents", network.ContextLength), "held-out documents",
            d => d.Component!.Value, measured);
        _prompts = prompts is null ? [] : data.Require(data.ReadPrompts(prompts), "prompts", p => p.Component, measured);
        _shots = prompts is null ? [] : LabelShots.Choose(Name, _prompts, options.Shots);
        _curve = new AttackCurveBuilder(Name, "documents", options.Suppressed);
    }

    public AttackCurve Run(ulong seed)
    {
        using var network = _model.CopyNetwork();
        // All of the network is trained, also where only an adapter was.
        network.Merge();
        Measure(network, 0);
        var loop = new TrainingLoop(network, new NextTokenObjective(), new OrderedBlocks(_schedule.Blocks), Training(seed))
        {
            ObservedSteps = [.. _schedule.Steps],
            Observer = steps => Measure(network, steps),
        };
        loop.Run(_options.CancellationToken);
        return _curve.ToCurve();
    }

    private TrainingOptions Training(ulong seed) => new()
    {
        Steps = _schedule.Steps[^1],
        LearningRate = _options.LearningRate,
        BatchSize = _options.BlocksPerStep,
        ClipNorm = _options.ClipNorm,
        Schedule = LearningRateSchedule.Constant,
        Seed = seed,
    };

    /// <summary>Adds the points of the dose that comes to a number of steps, if there is one.</summary>
    private void Measure(LanguageModelNetwork network, long steps)
    {
        _options.CancellationToken.ThrowIfCancellationRequested();
        if (!_schedule.Steps.Contains(steps))
        {
            return;
        }
        var dose = _options.Doses[_schedule.Steps.ToList().IndexOf(steps)];
        var scorer = new NetworkScorer(network, _options.BatchSize);
        _curve.Add(_options.Series, AttackPoint.AllSuppressed, dose, AttackQuantities.Steps, Estimate.Exact(steps));
        MeasureLoss(scorer, dose);
        if (_prompts.Count > 0)
        {
            MeasureLabels(scorer, dose);
        }
    }

    private void MeasureLoss(NetworkScorer scorer, int dose)
    {
        var nll = scorer.SequenceNll([.. _heldOut.Select(d => (int[])[_model.BosToken, .. d.Tokens])]);
        _curve.AddByComponent(
            _options.Series, dose, AttackQuantities.MeanNll, [.. _heldOut.Zip(nll)], d => d.First.Component!.Value,
            rows => Estimate.OfRatio([.. rows.Select(r => r.Second)], [.. rows.Select(r => (double)r.First.Tokens.Length)]));
    }

    private void MeasureLabels(NetworkScorer scorer, int dose)
    {
        int[][] Chosen(Func<InContextPrompt, int[]> read) =>
            [.. _prompts.Select(p => (int[])[.. _shots.Select(shots => read(p)[LabelShots.IndexOf(p, shots)])])];

        var scores = scorer.LabelProbabilities(
            [.. _prompts.Select(p => p.Tokens)], Chosen(p => p.ScoredPositions), Chosen(p => p.Labels)).Probabilities;
        for (var i = 0; i < _shots.Count; i++)
        {
            var at = i;
            _curve.AddByComponent(
                _options.Series, dose, AttackQuantities.LabelProbabilityAt(_shots[at]), [.. _prompts.Zip(scores)],
                p => p.First.Component, rows => Estimate.OfMean([.. rows.Select(r => (double)r.Second[at])]));
        }
    }
}
