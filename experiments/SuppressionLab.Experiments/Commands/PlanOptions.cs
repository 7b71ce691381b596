using System.CommandLine;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Plans.Sources;
using SuppressionLab.Experiments.Store;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Commands;

/// <summary>What commands that run a plan ask for: the plan, what is changed in it, its folder and its store.</summary>
internal sealed class PlanOptions
{
    private const string StoreVariable = "SUPPRESSIONLAB_STORE";
    private const string RunsFolder = "runs";

    /// <summary>The store where none is named.</summary>
    public static string DefaultStore => GivenStore ?? SharedStore;

    private readonly Argument<string> _plan = new("PLAN") { Description = "A plan's file, or the name of one that `plans` lists" };
    private readonly Option<string?> _folder = new("--out") { Description = "The run's folder; runs/NAME unless given" };
    private readonly Option<string?> _store = new("--store")
    {
        Description = $"The folder of the artefacts, which runs can share; {StoreVariable}, or the folder of --out, or runs/store unless given",
    };

    private readonly Option<long?> _seed = new("--seed") { Description = "Runs this one root seed instead of the plan's" };
    private readonly Option<string?> _device = new("--device") { Description = "cpu or cuda[:i], instead of the plan's" };

    private readonly Option<string[]> _set = new(PlanOverride.Option)
    {
        Description = "Sets a field of the plan, as pretraining.optimizer.learningRate=1e-4 or networks[*].layers=2; may be repeated",
    };

    private static string? GivenStore => Environment.GetEnvironmentVariable(StoreVariable) is { Length: > 0 } given ? given : null;

    private static string SharedStore => Path.Combine(RunsFolder, "store");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_plan);
        command.Add(_folder);
        command.Add(_store);
        command.Add(_seed);
        command.Add(_device);
        command.Add(_set);
    }

    /// <summary>The plan with its changes, the run's folder, and the store.</summary>
    /// <exception cref="InputException">One of them is wrong.</exception>
    public (ExperimentPlan Plan, string Folder, ArtefactStore Store) Read(ParseResult parsed)
    {
        var plan = Override(PlanFile.Read(parsed.GetValue(_plan)!, parsed.GetValue(_set)), parsed.GetValue(_seed), parsed.GetValue(_device));
        var folder = parsed.GetValue(_folder);
        var store = parsed.GetValue(_store) ?? GivenStore ?? folder ?? SharedStore;
        return (plan, folder ?? Path.Combine(RunsFolder, plan.Name), new ArtefactStore(store));
    }

    private static ExperimentPlan Override(ExperimentPlan plan, long? seed, string? device)
    {
        if (seed is < 0)
        {
            throw new InputException($"--seed is {seed}; allowed: at least 0");
        }
        if (device is not null && !ExperimentPlan.IsDevice(device))
        {
            throw new InputException($"--device is '{device}'; allowed: cpu, cuda or cuda:N");
        }
        return plan with { Seeds = seed is { } one ? [one] : plan.Seeds, Device = device ?? plan.Device };
    }
}
