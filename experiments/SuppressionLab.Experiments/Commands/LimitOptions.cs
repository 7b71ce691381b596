using System.CommandLine;
using System.Globalization;
using SuppressionLab.Experiments.Execution;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Commands;

/// <summary>What a run may use of its machine.</summary>
internal sealed class LimitOptions
{
    private const double Gibibyte = 1L << 30;

    private readonly Option<int?> _jobs = new("--jobs") { Description = "Stages made at once; the cores over torchThreads unless given" };
    private readonly Option<double?> _memory = new("--memory") { Description = "GiB for all stages together; three quarters of the machine's unless given" };
    private readonly Option<string?> _gpus = new("--gpus") { Description = "GPUs that stages on `cuda` are spread over, for example 0,1; 0 unless given" };
    private readonly Option<int> _retries = new("--retries")
    {
        Description = "How often a stage that failed for a passing reason is tried again", DefaultValueFactory = _ => 2,
    };

    private readonly Option<bool> _failFast = new("--fail-fast") { Description = "Ends the run at the first failure" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_jobs);
        command.Add(_memory);
        command.Add(_gpus);
        command.Add(_retries);
        command.Add(_failFast);
    }

    /// <summary>The limits.</summary>
    /// <exception cref="InputException">One of them is wrong.</exception>
    public RunLimits Read(ParseResult parsed, ExperimentPlan plan)
    {
        var jobs = parsed.GetValue(_jobs);
        Require(jobs is null or (>= 1 and <= 1024), "--jobs", jobs, "1 to 1024");
        var memory = parsed.GetValue(_memory);
        Require(memory is null or (> 0 and <= 1e6), "--memory", memory, "above 0, at most 1000000 GiB");
        var retries = parsed.GetValue(_retries);
        Require(retries is >= 0 and <= 100, "--retries", retries, "0 to 100");
        var limits = new RunLimits(jobs ?? Math.Max(1, Environment.ProcessorCount / plan.TorchThreads))
        {
            Gpus = Gpus(parsed.GetValue(_gpus)), Retries = retries, FailFast = parsed.GetValue(_failFast),
        };
        return memory is { } gibibytes ? limits with { MemoryBytes = gibibytes * Gibibyte } : limits;
    }

    private static List<int> Gpus(string? given)
    {
        var gpus = (given ?? "0").Split(',').Select(text =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var gpu) && gpu < 64 ? gpu : -1).ToList();
        Require(gpus.All(gpu => gpu >= 0) && gpus.Distinct().Count() == gpus.Count, "--gpus", given, "different numbers of GPUs, 0 to 63, separated by commas");
        return gpus;
    }

    private static void Require(bool holds, string option, object? value, string allowed)
    {
        if (!holds)
        {
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{option} is {value}; allowed: {allowed}"));
        }
    }
}
