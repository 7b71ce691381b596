using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Objectives;
using SuppressionLab.LanguageModels.Tensors;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Training;

/// <summary>One optimiser step: gradients of all parts of the batch, clipping, AdamW.</summary>
internal sealed class TrainingStep : IDisposable
{
    private readonly LanguageModelNetwork _network;
    private readonly IObjective _objective;
    private readonly TrainingOptions _options;
    private readonly RandomKey _dropout;
    private readonly torch.Tensor _clipNorm;
    private readonly torch.Tensor _one;

    public TrainingStep(LanguageModelNetwork network, IObjective objective, TrainingOptions options)
    {
        RequireReferenceOf(network, objective);
        (_network, _objective, _options) = (network, objective, options);
        _dropout = RandomKey.FromSeed(options.Seed).Derive("dropout");
        Optimiser = new FlatAdamW(network.Trained);
        _clipNorm = torch.tensor((float)options.ClipNorm, device: network.Device).DetachFromDisposeScope();
        _one = torch.tensor(1f, device: network.Device).DetachFromDisposeScope();
    }

    public FlatAdamW Optimiser { get; }

    /// <summary>Runs one step and hands its loss to the monitor.</summary>
    /// <param name="batch">The whole batch.</param>
    /// <param name="step">The step, from 0.</param>
    /// <param name="monitor">Takes loss and gradient norm.</param>
    public void Run(TrainingBatch batch, long step, LossMonitor monitor)
    {
        using var scope = torch.NewDisposeScope();
        if (_network.IsStochastic && _options.Dropout)
        {
            // Functional dropout draws from torch's global generator only; seeding it each step makes a resume replay it.
            torch.manual_seed((long)(_dropout.Derive(step).Low >> 1));
        }
        var loss = Accumulate(batch, step);
        using (torch.no_grad())
        {
            var norm = _network.Trained.Gradients.norm();
            if (_options.ClipNorm > 0)
            {
                // 1e-6 as in torch.nn.utils.clip_grad_norm_.
                var scale = torch.minimum(_clipNorm.div(norm.Plus(1e-6f)), _one);
                _network.Trained.Gradients.mul_(scale);
            }
            Optimiser.Step(_options, _options.LearningRateAt(step), step + 1);
            monitor.Add(step + 1, loss, norm);
        }
    }

    private static void RequireReferenceOf(LanguageModelNetwork network, IObjective objective)
    {
        var (reference, trained) = (objective.Reference?.Describe(), network.Configuration.Describe());
        if (reference is not null && reference != trained)
        {
            throw new InputException(
                $"{objective.Name}: the reference is {reference}, trained is {trained}; the model that training starts from is allowed");
        }
    }

    private torch.Tensor Accumulate(TrainingBatch batch, long step)
    {
        var weight = _objective.Weight(batch);
        if (!(weight > 0))
        {
            throw new InputException($"training data: the batch of step {step + 1} has no targets; at least 1 is needed");
        }
        _network.Trained.Gradients.zero_();
        torch.Tensor? total = null;
        _objective.Begin(_network, batch);
        var part = _options.MicroBatchSize == 0 ? batch.Examples : _options.MicroBatchSize;
        for (var start = 0; start < batch.Examples; start += part)
        {
            using var scope = torch.NewDisposeScope();
            var examples = batch.Slice(start, Math.Min(part, batch.Examples - start));
            var loss = _objective.SummedLoss(_network, examples).Times((float)(1 / weight));
            loss.backward();
            total = (total is null ? loss.detach() : total.Plus(loss.detach())).MoveToOuterDisposeScope();
        }
        return total!;
    }

    public void Dispose()
    {
        Optimiser.Dispose();
        _clipNorm.Dispose();
        _one.Dispose();
    }
}
