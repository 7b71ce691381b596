using SuppressionLab.LanguageModels.Adapters;
using SuppressionLab.LanguageModels.Native;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Networks;

/// <summary>
/// A decoder network: tokens [batch, time] (int64) to logits [batch, time, vocabulary] (float32), position t seeing
/// tokens 0…t alone. Created by <see cref="NetworkRegistry"/> on one device and never moved: <see cref="Clone"/>
/// makes a copy elsewhere. Not thread-safe while training.
/// </summary>
/// <remarks>
/// Not a <c>torch.nn.Module</c>: its values live in <see cref="Flat"/>, and one optimiser, one checkpoint format and one
/// copy work on that buffer; a module would offer a second set of ways (<c>parameters()</c>, <c>to()</c>,
/// <c>load_state_dict()</c>) that tear the buffer apart.
/// </remarks>
public abstract class LanguageModelNetwork : IDisposable
{
    private readonly Dictionary<string, AdaptableLinear> _linears = [];

    /// <summary>Allocates the parameters, all zero.</summary>
    /// <param name="configuration">The shape; validated here.</param>
    /// <param name="specifications">The trained tensors.</param>
    /// <param name="device">Where they live.</param>
    protected LanguageModelNetwork(
        NetworkConfiguration configuration, IReadOnlyList<ParameterSpecification> specifications, torch.Device device)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(specifications);
        Configuration = configuration;
        Device = device;
        Flat = new FlatParameters(specifications, device);
    }

    /// <summary>The shape.</summary>
    public NetworkConfiguration Configuration { get; }

    /// <summary>Where the parameters live.</summary>
    public torch.Device Device { get; }

    /// <summary>The network's own values and their gradients as one buffer each.</summary>
    public FlatParameters Flat { get; }

    /// <summary>The adapter that is trained in place of the network's own values, or null.</summary>
    public LoraAdapter? Adapter { get; private set; }

    /// <summary>What training changes: the adapter's values if there is one, else <see cref="Flat"/>.</summary>
    public FlatParameters Trained => Adapter?.Parameters ?? Flat;

    /// <summary>Whether a forward pass while training draws random numbers, so that a resume must replay them.</summary>
    public virtual bool IsStochastic => false;

    /// <summary>Whether dropout is at work; false until <see cref="Train"/> is called.</summary>
    public bool IsTraining { get; private set; }

    /// <summary>Puts dropout to work.</summary>
    public void Train() => IsTraining = true;

    /// <summary>Leaves dropout out.</summary>
    public void Evaluate() => IsTraining = false;

    /// <summary>What the head reads: tokens [batch, time] to states [batch · time, width] after the last norm.</summary>
    public abstract torch.Tensor HiddenStates(torch.Tensor tokens);

    /// <summary>
    /// The states after a number of blocks (a transformer's residual stream, the outputs of an LSTM's layer): tokens [batch, time] to states [batch · time, width], before any
    /// norm. The blocks after it are not computed.
    /// </summary>
    /// <remarks>
    /// Layer i is Hugging Face's <c>hidden_states[i]</c> for i = 0…layers − 1 (0 is the embeddings). Its
    /// <c>hidden_states[layers]</c> is the last block's after the last norm, <see cref="HiddenStates(torch.Tensor)"/>
    /// here; layer = layers here is the same without that norm.
    /// </remarks>
    /// <param name="tokens">Tokens [batch, time], int64.</param>
    /// <param name="layer">The number of blocks, from 0 (the embeddings) to the network's layers.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer, or the rows are longer than the context.</exception>
    public abstract torch.Tensor HiddenStates(torch.Tensor tokens, int layer);

    /// <summary>The head: states [rows, width] to logits [rows, vocabulary].</summary>
    public abstract torch.Tensor Project(torch.Tensor hidden);

    /// <summary>Logits [batch, time, vocabulary] of tokens [batch, time].</summary>
    public torch.Tensor Forward(torch.Tensor tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        return Project(HiddenStates(tokens)).view(tokens.shape[0], tokens.shape[1], Configuration.VocabularySize);
    }

    /// <summary>
    /// Puts an adapter to the network's matrices and fixes the network's own values. What the network computes does not
    /// change until the adapter is trained.
    /// </summary>
    /// <param name="options">Rank, α and targets.</param>
    /// <param name="initialisation">The stream of A's initial values.</param>
    /// <exception cref="InputException">The options do not fit the network, or it has an adapter.</exception>
    public void Attach(LoraOptions options, RandomKey initialisation)
    {
        Attach(options);
        Adapter!.Initialise(initialisation);
    }

    /// <summary>Puts an adapter whose values are all 0, to be filled.</summary>
    internal void Attach(LoraOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (Adapter is not null)
        {
            throw new InputException("adapter: the network has one; it must be merged before another is put to it");
        }
        Adapter = new LoraAdapter(options, Configuration, Device);
        foreach (var matrix in Adapter.Matrices)
        {
            _linears[matrix.Name].Adapter = Adapter.PairOf(matrix);
        }
        Flat.IsFrozen = true;
    }

    /// <summary>
    /// Adds (α/r)·B·A to the network's own matrices and removes the adapter: an ordinary network again, which computes the
    /// same up to rounding. Nothing happens where there is no adapter.
    /// </summary>
    public void Merge()
    {
        if (Adapter is null)
        {
            return;
        }
        foreach (var linear in _linears.Values)
        {
            linear.Merge();
        }
        Flat.IsFrozen = false;
        Adapter.Parameters.Dispose();
        Adapter = null;
    }

    /// <summary>An ordinary network that computes what this one does, with memory of its own: a copy, merged.</summary>
    public LanguageModelNetwork MergedClone()
    {
        var copy = Clone();
        copy.Merge();
        return copy;
    }

    /// <summary>A network of the same shape and values, its adapter's included, with memory of its own.</summary>
    /// <param name="device">Where; the same device if null.</param>
    public LanguageModelNetwork Clone(torch.Device? device = null)
    {
        var copy = NetworkRegistry.CreateEmpty(Configuration, device ?? Device);
        copy.CopyFrom(this);
        if (Adapter is not null)
        {
            copy.Attach(Adapter.Options);
            copy.Adapter!.Parameters.CopyFrom(Adapter.Parameters);
        }
        return copy;
    }

    /// <summary>Takes over the network's own values of a network of the same shape; adapters stay as they are.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public void CopyFrom(LanguageModelNetwork other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Flat.Count != Flat.Count || !Equals(other.Configuration, Configuration))
        {
            throw new ArgumentException($"{other.Configuration} is not {Configuration}", nameof(other));
        }
        Flat.CopyFrom(other.Flat);
    }

    /// <summary>Draws initial values from a key; the same key gives the same values.</summary>
    public void Initialise(RandomKey key) => Flat.Initialise(key);

    /// <summary>One of the configuration's matrices, to which an adapter can be put.</summary>
    /// <param name="name">Its name there; <c>NAME.bias</c> is its bias, if there is one.</param>
    private protected AdaptableLinear LinearOf(string name)
    {
        var linear = new AdaptableLinear(
            Flat.Find(name) ?? Flat[$"{name}.weight"], Flat.Find($"{name}.bias"), Configuration.StoresInputsFirst);
        _linears.Add(name, linear);
        return linear;
    }

    /// <summary>Refuses a layer that is not there and rows longer than the context; gives rows and their length.</summary>
    private protected (long Batch, long Time) Check(torch.Tensor tokens, int layer)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        var (batch, time) = (tokens.shape[0], tokens.shape[1]);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, Configuration.ContextLength, nameof(tokens));
        ArgumentOutOfRangeException.ThrowIfNegative(layer);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(layer, Configuration.Layers);
        return (batch, time);
    }

    /// <summary>Starts the native part before a network's first allocation; for use in constructor arguments.</summary>
    protected static torch.Device Started(torch.Device? device)
    {
        TorchRuntime.EnsureLoaded();
        return device ?? torch.CPU;
    }

    /// <summary>Frees the values and gradients; the network cannot be used afterwards.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the network holds.</summary>
    /// <param name="disposing">Always true: nothing here has a finalizer of its own.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Adapter?.Parameters.Dispose();
            Flat.Dispose();
        }
    }
}
