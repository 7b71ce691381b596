using System.Runtime.InteropServices;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Training;

/// <summary>
/// Losses and gradient norms on their way from the device. On a CPU each step is read at once; on an accelerator,
/// where reading waits for all queued work, up to sixteen steps at a time. Every step is checked before anything
/// later is recorded or saved, so the step named in an error is the first bad one.
/// </summary>
internal sealed class LossMonitor(bool readsAtOnce) : IDisposable
{
    private const int MaximumPending = 16;
    private readonly List<(long Step, torch.Tensor Values)> _pending = [];

    /// <summary>The last loss that was read, nats a target; NaN before the first.</summary>
    public double Last { get; private set; } = double.NaN;

    /// <summary>The step of the last good checkpoint, for the message.</summary>
    public long? CheckpointStep { get; set; }

    /// <summary>Takes in a step's loss and gradient norm, both scalars.</summary>
    /// <exception cref="NonFiniteLossException">A step that was read is not finite.</exception>
    public void Add(long step, torch.Tensor loss, torch.Tensor gradientNorm)
    {
        _pending.Add((step, torch.stack([loss, gradientNorm]).DetachFromDisposeScope()));
        if (readsAtOnce || _pending.Count >= MaximumPending)
        {
            Read();
        }
    }

    /// <summary>Reads and checks everything that is pending.</summary>
    /// <exception cref="NonFiniteLossException">A step is not finite.</exception>
    public void Read()
    {
        foreach (var (step, tensor) in _pending)
        {
            using var scope = torch.NewDisposeScope();
            var values = MemoryMarshal.Cast<byte, float>(tensor.cpu().bytes);
            RequireFinite(step, "loss", values[0]);
            RequireFinite(step, "gradient norm", values[1]);
            Last = values[0];
        }
        Clear();
    }

    /// <summary>Refuses a value that is not finite.</summary>
    public void RequireFinite(long step, string quantity, double value)
    {
        if (!double.IsFinite(value))
        {
            throw new NonFiniteLossException(step, quantity, value, CheckpointStep);
        }
    }

    public void Dispose() => Clear();

    private void Clear()
    {
        foreach (var (_, tensor) in _pending)
        {
            tensor.Dispose();
        }
        _pending.Clear();
    }
}
