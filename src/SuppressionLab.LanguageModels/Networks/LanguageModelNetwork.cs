using SuppressionLab.LanguageModels.Native;
using SuppressionLab.Primitives.Randomness;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Networks;

/// <summary>
/// A decoder network: tokens [batch, time] (int64) to logits [batch, time, vocabulary] (float32), position t seeing
/// tokens 0…t alone. Created by <see cref="NetworkRegistry"/> on one device and never moved: <see cref="Clone"/>
/// makes a copy elsewhere. Not thread-safe while training.
/// </summary>
public abstract class LanguageModelNetwork : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    /// <summary>Allocates the parameters, all zero.</summary>
    /// <param name="configuration">The shape; validated here.</param>
    /// <param name="specifications">The trained tensors.</param>
    /// <param name="device">Where they live.</param>
    protected LanguageModelNetwork(
        NetworkConfiguration configuration, IReadOnlyList<ParameterSpecification> specifications, torch.Device device)
        : base(configuration.Architecture)
    {
        Configuration = configuration;
        Device = device;
        Flat = new FlatParameters(specifications, device);
        foreach (var specification in specifications)
        {
            register_parameter(specification.Name, Flat[specification.Name]);
        }
    }

    /// <summary>The shape.</summary>
    public NetworkConfiguration Configuration { get; }

    /// <summary>Where the parameters live.</summary>
    public torch.Device Device { get; }

    /// <summary>The trained values and their gradients as one buffer each.</summary>
    public FlatParameters Flat { get; }

    /// <summary>Whether a forward pass while training draws random numbers, so that a resume must replay them.</summary>
    public virtual bool IsStochastic => false;

    /// <summary>What the head reads: tokens [batch, time] to states [batch · time, width] after the last norm.</summary>
    public abstract torch.Tensor HiddenStates(torch.Tensor tokens);

    /// <summary>The head: states [rows, width] to logits [rows, vocabulary].</summary>
    public abstract torch.Tensor Project(torch.Tensor hidden);

    /// <summary>Logits [batch, time, vocabulary] of tokens [batch, time].</summary>
    public override torch.Tensor forward(torch.Tensor tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        return Project(HiddenStates(tokens)).view(tokens.shape[0], tokens.shape[1], Configuration.VocabularySize);
    }

    /// <summary>A network of the same shape and values with memory of its own.</summary>
    /// <param name="device">Where; the same device if null.</param>
    public LanguageModelNetwork Clone(torch.Device? device = null)
    {
        var copy = NetworkRegistry.CreateEmpty(Configuration, device ?? Device);
        copy.CopyFrom(this);
        return copy;
    }

    /// <summary>Takes over the values of a network of the same shape.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public void CopyFrom(LanguageModelNetwork other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Flat.Count != Flat.Count || !Equals(other.Configuration, Configuration))
        {
            throw new ArgumentException($"{other.Configuration} is not {Configuration}", nameof(other));
        }
        using var noGradients = torch.no_grad();
        Flat.Values.copy_(other.Flat.Values);
    }

    /// <summary>Draws initial values from a key; the same key gives the same values.</summary>
    public void Initialise(RandomKey key) => Flat.Initialise(key);

    /// <summary>Starts the native part before a network's first allocation; for use in constructor arguments.</summary>
    protected static torch.Device Started(torch.Device? device)
    {
        TorchRuntime.EnsureLoaded();
        return device ?? torch.CPU;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            Flat.Dispose();
        }
    }
}
