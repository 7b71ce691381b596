using System.Text.Json.Nodes;
using SuppressionLab.Primitives.Files;
using SuppressionLab.Primitives.Json;

namespace SuppressionLab.Experiments.Stages;

/// <summary>
/// One step of a plan with one artefact: a folder, stored under a hash of everything that determines it. A stage's
/// result depends on its settings, its inputs and its algorithm's version, and on nothing else.
/// </summary>
internal abstract class Stage
{
    private readonly Lazy<string> _key;

    /// <summary>Creates a stage.</summary>
    protected Stage(params IReadOnlyList<Stage> inputs)
    {
        Inputs = inputs;
        _key = new Lazy<string>(ComputeKey);
    }

    /// <summary>What kind of artefact it makes: a folder's name in the store.</summary>
    public abstract string Kind { get; }

    /// <summary>The algorithm's version; raised by hand when the same settings give another result.</summary>
    public abstract int Version { get; }

    /// <summary>What a person reads in progress and in the dry run.</summary>
    public abstract string Title { get; }

    /// <summary>The part of the plan that determines the result; serialised into the key.</summary>
    public abstract object Settings { get; }

    /// <summary>What it costs.</summary>
    public virtual StageEstimate Estimate => StageEstimate.None;

    /// <summary>What it occupies while it is made.</summary>
    public virtual StageNeeds Needs => StageNeeds.Slot;

    /// <summary>The stages whose artefacts it reads.</summary>
    public IReadOnlyList<Stage> Inputs { get; }

    /// <summary>The artefact's key: 64 hexadecimal characters.</summary>
    public string Key => _key.Value;

    /// <summary>Makes the artefact's files in <see cref="StageContext.Folder"/>.</summary>
    public abstract void Execute(StageContext context);

    private string ComputeKey()
    {
        var content = new JsonObject
        {
            ["kind"] = Kind,
            ["version"] = Version,
            ["settings"] = JsonNode.Parse(StrictJson.FormatLine(Settings)),
            ["inputs"] = new JsonArray(Inputs.Select(input => (JsonNode)input.Key).ToArray()),
        };
        return ContentHash.OfText(content.ToJsonString());
    }
}
