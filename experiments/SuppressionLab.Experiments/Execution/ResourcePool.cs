using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Execution;

/// <summary>
/// Memory and devices of the machine, lent to stages while they run. Not for several threads at once: the queue's lock
/// guards it.
/// </summary>
internal sealed class ResourcePool(RunLimits limits)
{
    private const string Cuda = "cuda";

    private readonly HashSet<int> _busy = [];
    private int _running;
    private bool _alone;
    private double _memory;

    /// <summary>Lends what a stage needs; null while it cannot be had.</summary>
    public ResourceLease? TryTake(Stage stage)
    {
        var needs = stage.Needs;
        var memory = stage.Estimate.MemoryBytes;
        if (_alone || (_running > 0 && (needs.Alone || _memory + memory > limits.MemoryBytes)))
        {
            return null;
        }
        var gpu = needs.Device == "cpu" ? (int?)null : Candidates(needs.Device).Select(i => (int?)i).FirstOrDefault(i => !_busy.Contains(i!.Value));
        if (needs.Device != "cpu" && gpu is null)
        {
            return null;
        }
        if (gpu is { } taken)
        {
            _busy.Add(taken);
        }
        _running++;
        _alone = needs.Alone;
        _memory += memory;
        return new ResourceLease(memory, gpu);
    }

    /// <summary>Takes it back.</summary>
    public void Return(ResourceLease lease)
    {
        if (lease.Gpu is { } gpu)
        {
            _busy.Remove(gpu);
        }
        _running--;
        _alone = false;
        _memory = _running == 0 ? 0 : _memory - lease.MemoryBytes;
    }

    private IEnumerable<int> Candidates(string device) => device == Cuda ? limits.Gpus : [int.Parse(device[(Cuda.Length + 1)..])];
}
