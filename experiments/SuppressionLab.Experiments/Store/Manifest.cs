using System.Text.Json.Nodes;

namespace SuppressionLab.Experiments.Store;

/// <summary>What an artefact is and where it came from; stored beside its files as <c>manifest.json</c>.</summary>
internal sealed record Manifest
{
    /// <summary>The file's name.</summary>
    public const string FileName = "manifest.json";

    /// <summary>The stage's kind.</summary>
    public required string Kind { get; init; }

    /// <summary>The artefact's key.</summary>
    public required string Key { get; init; }

    /// <summary>The stage's algorithm version.</summary>
    public required int Version { get; init; }

    /// <summary>The part of the plan that determined it.</summary>
    public required JsonNode Settings { get; init; }

    /// <summary>The keys of its inputs.</summary>
    public required string[] Inputs { get; init; }

    /// <summary>Its files, by path within the artefact.</summary>
    public required SortedDictionary<string, ManifestFile> Files { get; init; }

    /// <summary>Wall time of making it, in seconds (of the run that completed it).</summary>
    public required double Seconds { get; init; }

    /// <summary>When it was completed, in UTC.</summary>
    public required DateTime CompletedUtc { get; init; }

    /// <summary>The software and machine that made it.</summary>
    public required SortedDictionary<string, string> Environment { get; init; }
}
