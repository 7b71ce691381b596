using System.Text.Json;
using System.Text.Json.Nodes;
using SuppressionLab.Experiments.Plans.Axes;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Json;

namespace SuppressionLab.Experiments.Plans.Sources;

/// <summary>
/// The way from a plan's file to the plan: included files are merged, fields set on the command line are put in, axes become
/// seeds, methods, networks and variants, and what results is read into <see cref="ExperimentPlan"/> and checked.
/// </summary>
internal static class PlanSource
{
    /// <summary>Reads a plan.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="overrides">Fields to set, each <c>PATH=VALUE</c>, in order.</param>
    /// <exception cref="InputException">A file or a field is wrong; the message names both and what is allowed.</exception>
    public static ExperimentPlan Read(string path, IReadOnlyList<string> overrides)
    {
        var text = PlanIncludes.Read(path);
        foreach (var one in overrides)
        {
            PlanOverride.Parse(one).Apply(text);
        }
        PlanAxes.Resolve(text);
        return ToPlan(text);
    }

    private static ExperimentPlan ToPlan(PlanText text)
    {
        var plan = Read(text.Root, text.Origins);
        plan.Validate(new PlanCheck(text.Origins));
        return plan;
    }

    /// <summary>Reads JSON without includes and axes into a plan, which is not checked any further.</summary>
    /// <exception cref="InputException">A field is unknown, missing or of another kind.</exception>
    public static ExperimentPlan Read(JsonObject root, PlanOrigins origins)
    {
        PlanShape.Check(root, PlanShape.Plan, "", origins);
        try
        {
            return root.Deserialize<ExperimentPlan>(StrictJson.Options)!;
        }
        catch (JsonException error)
        {
            throw new InputException($"{origins.Main.Source}: {error.Message.ReplaceLineEndings(" ")}", error);
        }
    }
}
