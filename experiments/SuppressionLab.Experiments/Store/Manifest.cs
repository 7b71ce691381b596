using System.Text.Json.Nodes;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Files;
using SuppressionLab.Primitives.Json;

namespace SuppressionLab.Experiments.Store;

/// <summary>What an artefact is and where it came from; stored beside its files as <c>manifest.json</c>.</summary>
internal sealed record Manifest
{
    /// <summary>The file's name.</summary>
    public const string FileName = "manifest.json";

    private const long MaximumBytes = 64 << 20;

    /// <summary>The stage's kind.</summary>
    public required string Kind { get; init; }

    /// <summary>The artefact's key.</summary>
    public required string Key { get; init; }

    /// <summary>The stage's algorithm version.</summary>
    public required int Version { get; init; }

    /// <summary>What a person reads, in the words of the plan that made it.</summary>
    public required string Title { get; init; }

    /// <summary>The part of the plan that determined it.</summary>
    public required JsonNode Settings { get; init; }

    /// <summary>The keys of its inputs.</summary>
    public required string[] Inputs { get; init; }

    /// <summary>Its files, by path within the artefact.</summary>
    public required SortedDictionary<string, ManifestFile> Files { get; init; }

    /// <summary>What it was estimated to cost.</summary>
    public required StageEstimate Estimate { get; init; }

    /// <summary>What it did cost, with what killed attempts had recorded.</summary>
    public required StageCost Cost { get; init; }

    /// <summary>When it was completed, in UTC.</summary>
    public required DateTime CompletedUtc { get; init; }

    /// <summary>The software and machine that made it.</summary>
    public required SortedDictionary<string, string> Environment { get; init; }

    /// <summary>The SHA-256 of this manifest's text with an empty digest: it guards the one file that it does not list.</summary>
    public string Digest { get; init; } = "";

    /// <summary>Writes it into an artefact's folder.</summary>
    public void Write(string folder)
    {
        var open = StrictJson.Format(this with { Digest = "" });
        AtomicFile.WriteText(Path.Combine(folder, FileName), WithDigest(open, "", ContentHash.OfText(open)));
    }

    /// <summary>Reads it from an artefact's folder.</summary>
    /// <exception cref="InputException">It is missing, not a manifest, or its digest does not match.</exception>
    public static Manifest Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        var manifest = StrictJson.ReadFile<Manifest>(path, MaximumBytes);
        return ContentHash.OfText(WithDigest(File.ReadAllText(path), manifest.Digest, "")) == manifest.Digest
            ? manifest
            : throw new InputException($"{path}: its digest does not match its content");
    }

    /// <summary>The text with its digest, the last of its fields, replaced.</summary>
    private static string WithDigest(string text, string old, string digest)
    {
        var field = $"\"digest\": \"{old}\"";
        var at = text.LastIndexOf(field, StringComparison.Ordinal);
        return at < 0 ? text : string.Concat(text.AsSpan(0, at), $"\"digest\": \"{digest}\"", text.AsSpan(at + field.Length));
    }
}
