using SuppressionLab.LanguageModels.Networks;

namespace SuppressionLab.Experiments.Plans;

/// <summary>A network's shape; its vocabulary comes from the mixture.</summary>
internal sealed record NetworkPlan
{
    private const string Gpt2 = "gpt2";
    private const string Llama = "llama";
    private const string Lstm = "lstm";

    /// <summary>The architecture's name in the network registry: <c>gpt2</c>, <c>llama</c> or <c>lstm</c>.</summary>
    public string Architecture { get; init; } = Gpt2;

    /// <summary>Transformer blocks, or recurrent layers of an LSTM.</summary>
    public required int Layers { get; init; }

    /// <summary>Width of the residual stream.</summary>
    public required int Width { get; init; }

    /// <summary>Attention heads; they divide the width. An LSTM has none.</summary>
    public int Heads { get; init; }

    /// <summary>Heads of a Llama with keys and values of their own, a divisor of its heads; all of them unless given.</summary>
    public int? KeyValueHeads { get; init; }

    /// <summary>Longest sequence, in tokens.</summary>
    public required int ContextLength { get; init; }

    /// <summary>Dropout in training, in [0, 1); a GPT-2 alone has it.</summary>
    public double Dropout { get; init; }

    /// <summary>Standard deviation of the initial matrices and tables.</summary>
    public double InitializerRange { get; init; } = 0.02;

    /// <summary>The network's name in tables: architecture, layers, width, and its plan's variant.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Name => Variant is null ? $"{Architecture}-{Layers}x{Width}" : $"{Architecture}-{Layers}x{Width}@{Variant}";

    /// <summary>The plan's variant that it is trained in; null where there is only one.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string? Variant { get; init; }

    /// <summary>The fields of a shape that an architecture does not have.</summary>
    public static IReadOnlyList<string> ForeignShapes(string architecture) => architecture switch
    {
        Lstm => ["heads", "keyValueHeads"],
        Gpt2 => ["keyValueHeads"],
        _ => [],
    };

    /// <summary>Refuses a shape that cannot be built.</summary>
    public void Validate(PlanCheck check, string field)
    {
        check.That(NetworkRegistry.Names.Contains(Architecture), $"{field}.architecture", $"'{Architecture}'",
            string.Join(", ", NetworkRegistry.Names));
        check.Range(Layers, 1, 1024, $"{field}.layers");
        check.Range(Width, 1, 1 << 16, $"{field}.width");
        var attends = Architecture != Lstm;
        check.That(attends ? Heads >= 1 && Width % Heads == 0 : Heads == 0, $"{field}.heads", $"{Heads}",
            attends ? $"a divisor of the width {Width}" : "none: an LSTM has no heads");
        check.That(KeyValueHeads is null || (Architecture == Llama && KeyValueHeads >= 1 && Heads % KeyValueHeads == 0),
            $"{field}.keyValueHeads", $"{KeyValueHeads}", $"a divisor of the heads {Heads} of a llama");
        check.That(Dropout == 0 || Architecture == Gpt2, $"{field}.dropout", $"{Dropout}", $"0 for a {Architecture}");
        check.Range(ContextLength, 2, 1 << 20, $"{field}.contextLength");
        check.Below(Dropout, 0, 1, $"{field}.dropout");
        check.Above(InitializerRange, 0, 1, $"{field}.initializerRange");
        check.Within(field, Configure(3).Validate);
    }

    /// <summary>The configuration for a vocabulary of so many tokens.</summary>
    public NetworkConfiguration Configure(int tokens) => Architecture switch
    {
        Llama => new LlamaConfiguration
        {
            VocabularySize = tokens,
            ContextLength = ContextLength,
            Layers = Layers,
            Width = Width,
            Heads = Heads,
            KeyValueHeads = KeyValueHeads ?? Heads,
            TiesHead = true,
            InitializerRange = InitializerRange,
        },
        Lstm => new LstmConfiguration
        {
            VocabularySize = tokens,
            ContextLength = ContextLength,
            Layers = Layers,
            Width = Width,
            InitializerRange = InitializerRange,
        },
        _ => new Gpt2Configuration
        {
            VocabularySize = tokens,
            ContextLength = ContextLength,
            Layers = Layers,
            Width = Width,
            Heads = Heads,
            Dropout = Dropout,
            InitializerRange = InitializerRange,
        },
    };
}
