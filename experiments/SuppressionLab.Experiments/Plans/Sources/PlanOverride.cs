using System.Text.Json;
using System.Text.Json.Nodes;
using SuppressionLab.Experiments.Plans.Axes;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Plans.Sources;

/// <summary>A field that the command line sets: <c>--set PATH=VALUE</c>.</summary>
internal sealed class PlanOverride
{
    /// <summary>The option.</summary>
    public const string Option = "--set";

    private readonly string _path;
    private readonly string _value;

    private PlanOverride(string path, string value) => (_path, _value) = (path, value);

    private string Source => $"{Option} {_path}={PlanShape.Short(_value)}";

    /// <summary>Splits an override at its first equals sign.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public static PlanOverride Parse(string text) => text.IndexOf('=') is > 0 and var at
        ? new PlanOverride(text[..at].Trim(), text[(at + 1)..])
        : throw new InputException($"{Option} {PlanShape.Short(text)}: no field and value; allowed: PATH=VALUE, as pretraining.optimizer.learningRate=1e-4");

    /// <summary>
    /// Sets the field, or the axis (<c>axes.NAME</c>, null for none). The value is JSON; a text needs no quotes. A mixture's
    /// file is relative to the current folder.
    /// </summary>
    /// <exception cref="InputException">Plans have no such field, or it cannot hold the value.</exception>
    public void Apply(PlanText plan)
    {
        if (_path == PlanAxes.Field || _path.StartsWith($"{PlanAxes.Field}.", StringComparison.Ordinal))
        {
            SetAxes(plan);
            return;
        }
        var path = PlanPath.Parse(_path, Source);
        var type = PlanShape.Resolve(path, Source);
        var value = type.Type == typeof(string) ? Text() : Json();
        foreach (var changed in PlanEdit.Set(plan.Root, path, value, Source))
        {
            plan.Origins.Replace(changed, new PlanOrigin(Source));
        }
        MixtureFiles.Anchor(plan.Root, Environment.CurrentDirectory);
    }

    private void SetAxes(PlanText plan)
    {
        var (values, name) = (Json(), _path.Length == PlanAxes.Field.Length ? null : _path[(PlanAxes.Field.Length + 1)..]);
        if (name is null)
        {
            plan.Root[PlanAxes.Field] = values;
        }
        else
        {
            if (plan.Root[PlanAxes.Field] is not JsonObject axes)
            {
                plan.Root[PlanAxes.Field] = axes = [];
            }
            axes.Remove(name);
            if (values is not null)
            {
                axes[name] = values;
            }
        }
        plan.Origins.Replace(_path, new PlanOrigin(Source));
        MixtureFiles.Anchor(plan.Root, Environment.CurrentDirectory);
    }

    /// <summary>A text with or without its quotes; null is the JSON null.</summary>
    private JsonNode? Text()
    {
        var json = Json();
        return json is null || json.GetValueKind() == JsonValueKind.String ? json : JsonValue.Create(_value);
    }

    private JsonNode? Json()
    {
        try
        {
            return PlanText.ParseValue(_value);
        }
        catch (JsonException)
        {
            return JsonValue.Create(_value);
        }
    }
}
