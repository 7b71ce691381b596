using System.CommandLine;
using SuppressionLab.Experiments.Slurm;

namespace SuppressionLab.Experiments.Commands;

/// <summary>The options of commands that submit: what jobs ask the cluster for.</summary>
internal sealed class SlurmOptionSet
{
    private readonly Option<string?> _partition = new("--partition") { Description = "The cluster's partition; its default unless given" };
    private readonly Option<string?> _account = new("--account") { Description = "The account that pays" };
    private readonly Option<string?> _qos = new("--qos") { Description = "The quality of service" };
    private readonly Option<string?> _time = new("--time") { Description = "A task's limit: minutes, H:MM:SS or D-HH:MM" };
    private readonly Option<string?> _memory = new("--memory") { Description = "A task's memory, for example 8G" };
    private readonly Option<int?> _cpus = new("--cpus") { Description = "A task's CPUs; the plan's torchThreads unless given" };
    private readonly Option<string?> _gres = new("--gres") { Description = "A task's other resources, for example gpu:1" };

    private readonly Option<int?> _parallel = new("--max-parallel")
    {
        Description = "Tasks at once, over the whole submission; its arrays then run one after another",
    };

    private readonly Option<string[]> _extra = new("--sbatch") { Description = "Another option of sbatch, for example --sbatch=--nice=100; can be repeated" };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _partition, _account, _qos, _time, _memory, _cpus, _gres, _parallel, _extra })
        {
            command.Add(option);
        }
    }

    /// <summary>What was given, checked.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="given">What holds where an option is absent.</param>
    /// <exception cref="Primitives.Errors.InputException">A value is malformed.</exception>
    public SlurmOptions Read(ParseResult parsed, SlurmOptions given)
    {
        var options = given with
        {
            Partition = parsed.GetValue(_partition) ?? given.Partition,
            Account = parsed.GetValue(_account) ?? given.Account,
            Qos = parsed.GetValue(_qos) ?? given.Qos,
            Time = parsed.GetValue(_time) ?? given.Time,
            Memory = parsed.GetValue(_memory) ?? given.Memory,
            Cpus = parsed.GetValue(_cpus) ?? given.Cpus,
            Gres = parsed.GetValue(_gres) ?? given.Gres,
            MaxParallel = parsed.GetValue(_parallel) ?? given.MaxParallel,
            Extra = parsed.GetValue(_extra) is { Length: > 0 } extra ? extra : given.Extra,
        };
        options.Validate();
        return options;
    }
}
