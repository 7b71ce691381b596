using System.Globalization;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.LanguageModels.Adapters;

/// <summary>
/// Low-rank adaptation (Hu et al. 2021, arXiv 2106.09685, equation 3): h = W₀x + (α/r)·B·A·x, W₀ fixed, A [r, inputs] and
/// B [outputs, r] trained.
/// </summary>
public sealed record LoraOptions
{
    /// <summary>r, 1 to the smaller side of every matrix that is adapted. Default: 8.</summary>
    public int Rank { get; init; } = 8;

    /// <summary>α, above 0; B·A counts α/r times. Default: 16.</summary>
    public double Alpha { get; init; } = 16;

    /// <summary>
    /// The matrices that are adapted, in every block, by the last part of their names: <c>c_attn</c>, <c>c_proj</c> (both of
    /// them) and <c>c_fc</c> of a GPT-2; <c>q_proj</c>, <c>k_proj</c>, <c>v_proj</c>, <c>o_proj</c>, <c>gate_proj</c>,
    /// <c>up_proj</c> and <c>down_proj</c> of a Llama; <c>weight_ih</c> and <c>weight_hh</c> of an LSTM. Default: none named, which means all matrices of the blocks. Embeddings, norms and
    /// biases are never adapted.
    /// </summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>α/r.</summary>
    internal double Scale => Alpha / Rank;

    /// <summary>The matrices of a network that are adapted, in the network's order.</summary>
    /// <param name="network">The network's shape.</param>
    /// <exception cref="InputException">See <see cref="Validate"/>.</exception>
    public IReadOnlyList<NetworkMatrix> MatricesOf(NetworkConfiguration network)
    {
        ArgumentNullException.ThrowIfNull(network);
        Validate(network);
        return Choose(network);
    }

    /// <summary>The number of values in A and B together: Σ r·(inputs + outputs).</summary>
    /// <param name="network">The network's shape.</param>
    /// <exception cref="InputException">See <see cref="Validate"/>.</exception>
    public long ParameterCount(NetworkConfiguration network) =>
        MatricesOf(network).Sum(matrix => (long)Rank * (matrix.Inputs + matrix.Outputs));

    /// <summary>Refuses what does not fit a network.</summary>
    /// <param name="network">The network's shape.</param>
    /// <exception cref="InputException">
    /// A rank out of range or over a matrix's smaller side, an α that is not above 0, or a target that no matrix has; the
    /// message names it and what is allowed.
    /// </exception>
    public void Validate(NetworkConfiguration network)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (!(Alpha > 0 && double.IsFinite(Alpha)))
        {
            throw new InputException(string.Create(
                CultureInfo.InvariantCulture, $"adapter: alpha {Alpha}; a number above 0 is allowed"));
        }
        var known = network.Matrices().Select(matrix => matrix.Target).Distinct().ToArray();
        if (Targets.FirstOrDefault(target => !known.Contains(target)) is { } unknown)
        {
            throw new InputException(
                $"adapter: target '{unknown}' is no matrix of {network.Architecture}; allowed: {string.Join(", ", known)}");
        }
        var narrowest = Choose(network).MinBy(Width)!;
        if (Rank < 1)
        {
            throw new InputException($"adapter: rank {Rank}; 1 to {Width(narrowest)} is allowed");
        }
        if (Rank > Width(narrowest))
        {
            throw new InputException(
                $"adapter: rank {Rank} is over the width {Width(narrowest)} of {narrowest.Name}; 1 to {Width(narrowest)} is allowed");
        }
    }

    /// <summary>What determines the adapter of a network, as text that is the same in every culture.</summary>
    internal string Describe(NetworkConfiguration network) => string.Create(
        CultureInfo.InvariantCulture,
        $"rank {Rank}, alpha {Alpha}, targets {string.Join(", ", Choose(network).Select(matrix => matrix.Target).Distinct())}");

    private IReadOnlyList<NetworkMatrix> Choose(NetworkConfiguration network) =>
        [.. network.Matrices().Where(matrix => Targets.Count == 0 || Targets.Contains(matrix.Target))];

    private static int Width(NetworkMatrix matrix) => Math.Min(matrix.Inputs, matrix.Outputs);
}
