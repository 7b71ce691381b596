using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.LanguageModels.Tests.Networks;

/// <summary>Networks small enough for loops.</summary>
internal static class SmallNetworks
{
    public static Gpt2Configuration Configuration { get; } = new()
    {
        VocabularySize = 11,
        ContextLength = 16,
        Layers = 2,
        Width = 12,
        Heads = 3,
    };

    /// <summary>The names of all architectures, one a row.</summary>
    public static IEnumerable<object[]> Names => NetworkRegistry.Names.Select(name => new object[] { name });

    /// <summary>A small shape of an architecture, with the vocabulary and context of <see cref="Configuration"/>.</summary>
    public static NetworkConfiguration Of(string architecture) => architecture switch
    {
        "gpt2" => Configuration,
        "llama" => new LlamaConfiguration
        {
            VocabularySize = 11, ContextLength = 16, Layers = 2, Width = 12, Heads = 3, KeyValueHeads = 1,
        },
        "lstm" => new LstmConfiguration { VocabularySize = 11, ContextLength = 16, Layers = 2, Width = 12 },
        _ => throw new ArgumentOutOfRangeException(nameof(architecture), architecture, "a small shape of it is missing here"),
    };

    /// <summary>Shapes of every architecture that differ in what could go wrong, one a row.</summary>
    public static IEnumerable<object[]> Shapes => new NetworkConfiguration[]
    {
        new Gpt2Configuration { VocabularySize = 11, ContextLength = 16, Layers = 1, Width = 8, Heads = 1 },
        new Gpt2Configuration { VocabularySize = 11, ContextLength = 16, Layers = 2, Width = 12, Heads = 3 },
        new Gpt2Configuration { VocabularySize = 30, ContextLength = 16, Layers = 3, Width = 16, Heads = 4, LayerNormEpsilon = 1e-3 },
        new LlamaConfiguration { VocabularySize = 11, ContextLength = 16, Layers = 1, Width = 8, Heads = 1, TiesHead = true },
        new LlamaConfiguration
        {
            VocabularySize = 11, ContextLength = 16, Layers = 2, Width = 12, Heads = 3, KeyValueHeads = 1, MlpWidth = 7,
        },
        new LlamaConfiguration
        {
            VocabularySize = 30, ContextLength = 16, Layers = 3, Width = 16, Heads = 4, KeyValueHeads = 2, RotaryBase = 100,
            RmsNormEpsilon = 1e-3,
        },
        new LstmConfiguration { VocabularySize = 11, ContextLength = 16, Layers = 1, Width = 8 },
        new LstmConfiguration { VocabularySize = 30, ContextLength = 16, Layers = 3, Width = 13, TiesHead = false },
    }.Select(shape => new object[] { shape });

    public static LanguageModelNetwork Create(ulong seed = 1) =>
        NetworkRegistry.Create(Configuration, RandomKey.FromSeed(seed));

    /// <summary>Every value drawn anew with a large deviation, so that no bias or norm is trivial and no logit near 0.</summary>
    public static LanguageModelNetwork CreateRough(ulong seed = 1, NetworkConfiguration? configuration = null)
    {
        var network = NetworkRegistry.Create(configuration ?? Configuration, RandomKey.FromSeed(seed));
        var stream = RandomKey.FromSeed(seed).Derive("rough").Open();
        network.Flat.CopyFrom([.. Enumerable.Range(0, (int)network.Flat.Count).Select(_ => (float)(0.4 * stream.NextGaussian()))]);
        return network;
    }

    public static int[] Tokens(int length, ulong seed, int vocabulary = 11)
    {
        var stream = RandomKey.FromSeed(seed).Derive("tokens").Open();
        return [.. Enumerable.Range(0, length).Select(_ => stream.NextInt32(vocabulary))];
    }
}
