using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Execution;

/// <summary>
/// Stages to be made, in a queue of each slot. A slot goes on with what its last stage made possible, so that a cell is
/// finished before the next is begun; one that has nothing left takes from the end of the longest queue of another. A stage
/// waits where memory or its device is not free.
/// </summary>
internal sealed class StageQueue
{
    private static readonly TimeSpan s_firstWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(2);

    // Not a Lock: slots wait on it for one another.
    private readonly object _gate = new();
    private readonly ResourcePool _pool;
    private readonly List<Stage>[] _ready;
    private readonly Dictionary<string, int> _lacking = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Stage>> _readers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly HashSet<string> _failed = new(StringComparer.Ordinal);
    private readonly List<(Stage Stage, long Due)> _elsewhere = [];
    private readonly Dictionary<string, TimeSpan> _waits = new(StringComparer.Ordinal);

    /// <summary>Begins with all stages waiting.</summary>
    /// <param name="missing">The stages to be made, inputs before what reads them.</param>
    /// <param name="slots">How many slots take from it.</param>
    /// <param name="pool">The machine's memory and devices.</param>
    public StageQueue(IReadOnlyList<Stage> missing, int slots, ResourcePool pool)
    {
        _pool = pool;
        _ready = [.. Enumerable.Range(0, slots).Select(_ => new List<Stage>())];
        _open.UnionWith(missing.Select(stage => stage.Key));
        foreach (var stage in missing)
        {
            Connect(stage);
        }
        foreach (var (stage, i) in missing.Where(stage => _lacking[stage.Key] == 0).Select((stage, i) => (stage, i)))
        {
            _ready[i % slots].Add(stage);
        }
    }

    /// <summary>Waits for a stage that can be made; null when none is left.</summary>
    public StageAssignment? Take(int slot, CancellationToken cancellation)
    {
        using var wake = cancellation.Register(() => { lock (_gate) { Monitor.PulseAll(_gate); } });
        lock (_gate)
        {
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                if (_open.Count == 0)
                {
                    return null;
                }
                ReturnWhatIsDue(slot);
                if (Own(slot) is { } assignment)
                {
                    return assignment;
                }
                Monitor.Wait(_gate, UntilDue());
            }
        }
    }

    /// <summary>Says that a stage's artefact is stored.</summary>
    public void Stored(StageAssignment done)
    {
        lock (_gate)
        {
            _pool.Return(done.Lease);
            Close(done.Stage, done.Slot);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Says that a stage cannot be made: what needs it is blocked.</summary>
    public void Failed(StageAssignment done)
    {
        lock (_gate)
        {
            _pool.Return(done.Lease);
            _open.Remove(done.Stage.Key);
            Block(done.Stage);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Says that another process is making it: it is asked for again, ever less often.</summary>
    public void Elsewhere(StageAssignment done)
    {
        lock (_gate)
        {
            _pool.Return(done.Lease);
            var wait = _waits.TryGetValue(done.Stage.Key, out var last) ? TimeSpan.FromTicks(Math.Min(2 * last.Ticks, s_longestWait.Ticks)) : s_firstWait;
            _waits[done.Stage.Key] = wait;
            _elsewhere.Add((done.Stage, Environment.TickCount64 + (long)wait.TotalMilliseconds));
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Says that an input of a stage turned out damaged: the input is made first.</summary>
    public void Remake(StageAssignment reader, Stage input)
    {
        lock (_gate)
        {
            _pool.Return(reader.Lease);
            if (_failed.Contains(input.Key))
            {
                _open.Remove(reader.Stage.Key);
                Block(reader.Stage);
            }
            else
            {
                Reopen(input, reader.Slot);
                _lacking[reader.Stage.Key] = 1;
                Readers(input).Add(reader.Stage);
            }
            Monitor.PulseAll(_gate);
        }
    }

    private void Reopen(Stage input, int slot)
    {
        if (!_open.Add(input.Key))
        {
            return;
        }
        Connect(input);
        if (_lacking[input.Key] == 0)
        {
            _ready[slot].Insert(0, input);
        }
    }

    private List<Stage> Readers(Stage input) =>
        _readers.TryGetValue(input.Key, out var readers) ? readers : _readers[input.Key] = [];

    private void Connect(Stage stage)
    {
        var inputs = stage.Inputs.DistinctBy(input => input.Key).Where(input => _open.Contains(input.Key)).ToList();
        _lacking[stage.Key] = inputs.Count;
        foreach (var input in inputs)
        {
            Readers(input).Add(stage);
        }
    }

    /// <summary>The slot's own first stage that the machine has room for, else the last of the longest other queue.</summary>
    private StageAssignment? Own(int slot)
    {
        foreach (var stage in _ready[slot])
        {
            if (_pool.TryTake(stage) is { } lease)
            {
                _ready[slot].Remove(stage);
                return new StageAssignment(stage, lease, slot);
            }
        }
        foreach (var other in _ready.Where(queue => queue != _ready[slot]).OrderByDescending(queue => queue.Count))
        {
            for (var i = other.Count - 1; i >= 0; i--)
            {
                var stage = other[i];
                if (_pool.TryTake(stage) is { } lease)
                {
                    other.RemoveAt(i);
                    return new StageAssignment(stage, lease, slot);
                }
            }
        }
        return null;
    }

    private void Close(Stage stage, int slot)
    {
        _open.Remove(stage.Key);
        var possible = Readers(stage).Where(reader => --_lacking[reader.Key] == 0 && _open.Contains(reader.Key)).ToList();
        _readers.Remove(stage.Key);
        _ready[slot].InsertRange(0, possible);
    }

    private void Block(Stage stage)
    {
        _failed.Add(stage.Key);
        foreach (var reader in Readers(stage).Where(reader => _open.Remove(reader.Key)).ToList())
        {
            Block(reader);
        }
    }

    private void ReturnWhatIsDue(int slot)
    {
        var now = Environment.TickCount64;
        _ready[slot].AddRange(_elsewhere.Where(item => item.Due <= now).Select(item => item.Stage));
        _elsewhere.RemoveAll(item => item.Due <= now);
    }

    private TimeSpan UntilDue() => _elsewhere.Count == 0
        ? Timeout.InfiniteTimeSpan
        : TimeSpan.FromMilliseconds(Math.Max(1, _elsewhere.Min(item => item.Due) - Environment.TickCount64));
}
