using SuppressionLab.LanguageModels.Networks;

namespace SuppressionLab.Experiments.Plans;

/// <summary>A network's shape; its vocabulary comes from the mixture.</summary>
internal sealed record NetworkPlan
{
    /// <summary>The architecture's name in the network registry.</summary>
    public string Architecture { get; init; } = "gpt2";

    /// <summary>Transformer blocks, or recurrent layers of an LSTM.</summary>
    public required int Layers { get; init; }

    /// <summary>Width of the residual stream.</summary>
    public required int Width { get; init; }

    /// <summary>Attention heads; they divide the width.</summary>
    public required int Heads { get; init; }

    /// <summary>Longest sequence, in tokens.</summary>
    public required int ContextLength { get; init; }

    /// <summary>Dropout in training, in [0, 1).</summary>
    public double Dropout { get; init; }

    /// <summary>Standard deviation of the initial matrices and tables.</summary>
    public double InitializerRange { get; init; } = 0.02;

    /// <summary>The network's name in tables: architecture, layers, width, and its plan's variant.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Name => Variant is null ? $"{Architecture}-{Layers}x{Width}" : $"{Architecture}-{Layers}x{Width}@{Variant}";

    /// <summary>The plan's variant that it is trained in; null where there is only one.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string? Variant { get; init; }

    /// <summary>Refuses a shape that cannot be built.</summary>
    public void Validate(PlanCheck check, string field)
    {
        check.That(Architecture == "gpt2", $"{field}.architecture", $"'{Architecture}'", "gpt2");
        check.Range(Layers, 1, 1024, $"{field}.layers");
        check.Range(Width, 1, 1 << 16, $"{field}.width");
        check.That(Heads >= 1 && Width % Heads == 0, $"{field}.heads", $"{Heads}", $"a divisor of the width {Width}");
        check.Range(ContextLength, 2, 1 << 20, $"{field}.contextLength");
        check.That(Dropout is >= 0 and < 1, $"{field}.dropout", $"{Dropout}", "0 to below 1");
        check.That(InitializerRange is > 0 and <= 1, $"{field}.initializerRange", $"{InitializerRange}", "above 0, at most 1");
        check.Within(field, Configure(3).Validate);
    }

    /// <summary>The configuration for a vocabulary of so many tokens.</summary>
    public NetworkConfiguration Configure(int tokens) => new Gpt2Configuration
    {
        VocabularySize = tokens,
        ContextLength = ContextLength,
        Layers = Layers,
        Width = Width,
        Heads = Heads,
        Dropout = Dropout,
        InitializerRange = InitializerRange,
    };
}
