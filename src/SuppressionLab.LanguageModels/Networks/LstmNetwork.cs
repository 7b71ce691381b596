using TorchSharp;
using static TorchSharp.torch;

namespace SuppressionLab.LanguageModels.Networks;

/// <summary>
/// An LSTM language model with the tensor names, layouts and numbers of <c>torch.nn.LSTM</c> (its own under <c>lstm.</c>):
/// gates in the order input, forget, cell, output, each layer's matrices [4 · width, width], two biases a layer. The states
/// after a layer are its outputs; every row starts from states of 0.
/// Initialisation: N(0, 1/(3·width)) for the layers' matrices, the variance of PyTorch's uniform draw; biases 0; N(0, σ²) for
/// the token table and a head of its own, σ = <see cref="LstmConfiguration.InitializerRange"/>.
/// </summary>
public sealed class LstmNetwork : LanguageModelNetwork
{
    // One layer over whole rows in one native call, with its own backward pass; TorchSharp's LSTM module would own the weights.
    private static readonly Lazy<jit.CompilationUnit> Kernel = new(() => jit.compile(
        """
        def layer(x: Tensor, start: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor) -> Tensor:
            states, _, _ = torch.lstm(x, [start, start], [w_ih, w_hh, b_ih, b_hh], True, 1, 0.0, True, False, True)
            return states

        """));

    private readonly LstmConfiguration _configuration;
    private readonly Tensor _tokenTable;
    private readonly Tensor _head;
    private readonly Layer[] _layers;

    /// <summary>Creates the network with all values zero; <see cref="NetworkRegistry.Create"/> initialises.</summary>
    /// <param name="configuration">The shape.</param>
    /// <param name="device">Where the parameters live; the CPU if null.</param>
    public LstmNetwork(LstmConfiguration configuration, Device? device = null)
        : base(configuration, Specify(configuration), Started(device))
    {
        _configuration = configuration;
        _tokenTable = Flat["embedding.weight"];
        _head = configuration.TiesHead ? _tokenTable : Flat["lm_head.weight"];
        _layers = [.. Enumerable.Range(0, configuration.Layers).Select(LayerOf)];
    }

    /// <inheritdoc/>
    public override Tensor HiddenStates(Tensor tokens) => HiddenStates(tokens, _configuration.Layers);

    /// <inheritdoc/>
    public override Tensor HiddenStates(Tensor tokens, int layer)
    {
        var (batch, time) = Check(tokens, layer);
        var width = _configuration.Width;
        // Not table[tokens]: see Gpt2Network.
        var x = _tokenTable.index_select(0, tokens.reshape(batch * time)).view(batch, time, width);
        var start = zeros(1, batch, width, device: Device);
        foreach (var parts in _layers.AsSpan(0, layer))
        {
            x = (Tensor)Kernel.Value.invoke(
                "layer", x, start, parts.Input.AdaptedWeight(), parts.State.AdaptedWeight(), parts.InputBias, parts.StateBias);
        }
        return x.reshape(batch * time, width);
    }

    /// <inheritdoc/>
    public override Tensor Project(Tensor hidden) => matmul(hidden, _head.t());

    private Layer LayerOf(int layer) => new(
        LinearOf($"lstm.weight_ih_l{layer}"), LinearOf($"lstm.weight_hh_l{layer}"),
        Flat[$"lstm.bias_ih_l{layer}"], Flat[$"lstm.bias_hh_l{layer}"]);

    private static List<ParameterSpecification> Specify(LstmConfiguration configuration)
    {
        configuration.Validate();
        var (width, table) = (configuration.Width, new long[] { configuration.VocabularySize, configuration.Width });
        var list = new List<ParameterSpecification> { new("embedding.weight", table, true, 0, configuration.InitializerRange) };
        list.AddRange(configuration.Matrices().Select(matrix => new ParameterSpecification(
            matrix.Name, [matrix.Outputs, matrix.Inputs], true, 0, 1 / Math.Sqrt(3.0 * width))));
        for (var layer = 0; layer < configuration.Layers; layer++)
        {
            list.Add(new($"lstm.bias_ih_l{layer}", [4 * width], false, 0, 0));
            list.Add(new($"lstm.bias_hh_l{layer}", [4 * width], false, 0, 0));
        }
        if (!configuration.TiesHead)
        {
            list.Add(new("lm_head.weight", table, true, 0, configuration.InitializerRange));
        }
        return list;
    }

    private sealed record Layer(AdaptableLinear Input, AdaptableLinear State, Tensor InputBias, Tensor StateBias);
}
