using System.Text.Json.Serialization;

namespace SuppressionLab.Generators.Mixtures;

/// <summary>A mixture file as JSON has it.</summary>
internal sealed record MixtureContent
{
    public required string Format { get; init; }

    public required int Version { get; init; }

    public required int VocabularySize { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int[][]? Memory { get; init; }

    public required ComponentContent[] Components { get; init; }
}
