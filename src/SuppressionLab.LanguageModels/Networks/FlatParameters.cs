using System.Runtime.InteropServices;
using SuppressionLab.Primitives.Randomness;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Networks;

/// <summary>
/// All trained values of a network in one buffer, and all gradients in another: parameters are views of the first,
/// their gradients views of the second, so that the optimiser, clipping and checkpoints take one pass each. Values
/// that decay come first.
/// </summary>
public sealed class FlatParameters : IDisposable
{
    private readonly Dictionary<string, torch.Tensor> _byName;
    private readonly torch.Tensor[] _gradientViews;

    internal FlatParameters(IReadOnlyList<ParameterSpecification> specifications, torch.Device device)
    {
        Specifications = [.. specifications.Where(s => s.Decays), .. specifications.Where(s => !s.Decays)];
        Count = Specifications.Sum(s => s.Count);
        DecayingCount = Specifications.Where(s => s.Decays).Sum(s => s.Count);
        Values = torch.zeros(Count, device: device).DetachFromDisposeScope();
        Gradients = torch.zeros(Count, device: device).DetachFromDisposeScope();
        _byName = new Dictionary<string, torch.Tensor>(Specifications.Count);
        _gradientViews = new torch.Tensor[Specifications.Count];
        long offset = 0;
        for (var i = 0; i < Specifications.Count; i++)
        {
            using var scope = torch.NewDisposeScope();
            var specification = Specifications[i];
            _gradientViews[i] = Gradients.narrow(0, offset, specification.Count).view(specification.Shape)
                .DetachFromDisposeScope();
            // No torch.nn.Parameter: its constructor takes over a tensor that TorchSharp then counts as live for ever.
            var leaf = Values.narrow(0, offset, specification.Count).view(specification.Shape).detach();
            leaf.requires_grad = true;
            leaf.grad = _gradientViews[i];
            _byName.Add(specification.Name, leaf.DetachFromDisposeScope());
            offset += specification.Count;
        }
    }

    /// <summary>The tensors in the buffer's order.</summary>
    public IReadOnlyList<ParameterSpecification> Specifications { get; }

    /// <summary>The number of values.</summary>
    public long Count { get; }

    /// <summary>The number of values to which weight decay applies; they are the buffer's first.</summary>
    public long DecayingCount { get; }

    /// <summary>The values, float32 [Count]. Writing to it changes the network.</summary>
    public torch.Tensor Values { get; }

    /// <summary>The gradients, float32 [Count]; backward passes add to it.</summary>
    public torch.Tensor Gradients { get; }

    /// <summary>
    /// A tensor by its Hugging Face name: a view of <see cref="Values"/> that gathers its gradient in
    /// <see cref="Gradients"/>. It belongs to this buffer and is not to be disposed.
    /// </summary>
    public torch.Tensor this[string name] => _byName[name];

    /// <summary>Copies the values to this machine's memory, in the buffer's order.</summary>
    public float[] ToArray()
    {
        using var scope = torch.NewDisposeScope();
        return MemoryMarshal.Cast<byte, float>(Values.cpu().bytes).ToArray();
    }

    /// <summary>Replaces the values.</summary>
    /// <param name="values">As many values as <see cref="Count"/>, in the buffer's order.</param>
    public void CopyFrom(ReadOnlySpan<float> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, Count, nameof(values));
        using var scope = torch.NewDisposeScope();
        using var noGradients = torch.no_grad();
        Values.copy_(torch.tensor(values.ToArray()));
    }

    /// <summary>
    /// Draws initial values: tensor by tensor from a stream derived from its name, on every machine the same bits
    /// up to the platform's logarithm and cosine.
    /// </summary>
    internal void Initialise(RandomKey key)
    {
        var values = new float[Count];
        long offset = 0;
        foreach (var specification in Specifications)
        {
            var slice = values.AsSpan((int)offset, (int)specification.Count);
            if (specification.InitialDeviation == 0)
            {
                slice.Fill((float)specification.InitialMean);
            }
            else
            {
                FillGaussian(slice, specification, key.Derive(specification.Name).Open());
            }
            offset += specification.Count;
        }
        CopyFrom(values);
    }

    private static void FillGaussian(Span<float> slice, ParameterSpecification specification, RandomStream stream)
    {
        for (var i = 0; i < slice.Length; i++)
        {
            slice[i] = (float)(specification.InitialMean + (specification.InitialDeviation * stream.NextGaussian()));
        }
    }

    /// <summary>Frees the buffers; the network cannot be used afterwards.</summary>
    public void Dispose()
    {
        foreach (var leaf in _byName.Values)
        {
            leaf.Dispose();
        }
        foreach (var view in _gradientViews)
        {
            view.Dispose();
        }
        Values.Dispose();
        Gradients.Dispose();
    }
}
