using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.Primitives.Randomness;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Adapters;

/// <summary>
/// The trained part of a network under low-rank adaptation: A and B of every adapted matrix, in a flat buffer of their own.
/// At the start B is 0, so that the network computes what it did, and A is N(0, 1/(3·inputs)): the variance of the authors'
/// implementation (their Kaiming-uniform draw has the same one).
/// </summary>
public sealed class LoraAdapter
{
    internal LoraAdapter(LoraOptions options, NetworkConfiguration network, torch.Device device)
    {
        Options = options;
        Matrices = options.MatricesOf(network);
        Parameters = new FlatParameters([.. Matrices.SelectMany(matrix => Specify(matrix, options.Rank))], device);
    }

    /// <summary>Rank, α and targets.</summary>
    public LoraOptions Options { get; }

    /// <summary>The adapted matrices.</summary>
    public IReadOnlyList<NetworkMatrix> Matrices { get; }

    /// <summary>
    /// A, [rank, inputs], and B, [outputs, rank], of every matrix: <c>transformer.h.0.attn.c_attn.lora_A.weight</c> and
    /// <c>….lora_B.weight</c>, the names of Hugging Face's PEFT.
    /// </summary>
    public FlatParameters Parameters { get; }

    internal void Initialise(RandomKey key) => Parameters.Initialise(key);

    internal LowRankPair PairOf(NetworkMatrix matrix) =>
        new(Parameters[NameOfA(matrix)], Parameters[NameOfB(matrix)], (float)Options.Scale);

    private static IEnumerable<ParameterSpecification> Specify(NetworkMatrix matrix, int rank) =>
    [
        new(NameOfA(matrix), [rank, matrix.Inputs], true, 0, 1 / Math.Sqrt(3.0 * matrix.Inputs)),
        new(NameOfB(matrix), [matrix.Outputs, rank], true, 0, 0),
    ];

    private static string NameOfA(NetworkMatrix matrix) => $"{matrix.Name}.lora_A.weight";

    private static string NameOfB(NetworkMatrix matrix) => $"{matrix.Name}.lora_B.weight";
}
