using System.Runtime.InteropServices;
using SuppressionLab.LanguageModels.Weights;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Networks;

/// <summary>
/// All values of a network, or of its adapter, in one buffer, and all gradients in another: parameters are views of the first,
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
    /// A tensor by its name in a checkpoint: a view of <see cref="Values"/> that gathers its gradient in
    /// <see cref="Gradients"/>. It belongs to this buffer and is not to be disposed.
    /// </summary>
    public torch.Tensor this[string name] => _byName[name];

    /// <summary>A tensor by its name, or null if there is none.</summary>
    internal torch.Tensor? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Whether backward passes leave these values out, and save the products that their gradients would take.</summary>
    internal bool IsFrozen
    {
        set
        {
            foreach (var leaf in _byName.Values)
            {
                leaf.requires_grad = !value;
            }
        }
    }

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

    /// <summary>The values tensor by tensor, in the buffer's order.</summary>
    internal IReadOnlyList<SafetensorsTensor> ToTensors()
    {
        var values = ToArray();
        var tensors = new List<SafetensorsTensor>(Specifications.Count);
        long offset = 0;
        foreach (var specification in Specifications)
        {
            var slice = values.AsMemory((int)offset, (int)specification.Count);
            tensors.Add(new SafetensorsTensor(specification.Name, specification.Shape, slice));
            offset += specification.Count;
        }
        return tensors;
    }

    /// <summary>Replaces the values by those of a file.</summary>
    /// <param name="tensors">The tensors by name; others than the buffer's are left alone.</param>
    /// <param name="source">What to call the file in messages.</param>
    /// <exception cref="InputException">A tensor is missing or of another shape.</exception>
    internal void CopyFrom(IReadOnlyDictionary<string, SafetensorsTensor> tensors, string source)
    {
        var values = new float[Count];
        long offset = 0;
        foreach (var specification in Specifications)
        {
            var tensor = Find(tensors, specification.Name, source);
            if (!tensor.Shape.AsSpan().SequenceEqual(specification.Shape))
            {
                throw new InputException(
                    $"{source}: tensor '{specification.Name}' has the shape [{string.Join(", ", tensor.Shape)}]; "
                    + $"the configuration says [{string.Join(", ", specification.Shape)}]");
            }
            tensor.Values.Span.CopyTo(values.AsSpan((int)offset, (int)specification.Count));
            offset += specification.Count;
        }
        CopyFrom(values);
    }

    // Files of a bare model (the published gpt2 among them) lack the prefix of the model with a head.
    private static SafetensorsTensor Find(
        IReadOnlyDictionary<string, SafetensorsTensor> tensors, string name, string source)
    {
        foreach (var prefix in new[] { "", "transformer.", "model." })
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal) && tensors.TryGetValue(name[prefix.Length..], out var tensor))
            {
                return tensor;
            }
        }
        throw new InputException($"{source}: tensor '{name}' is missing or not of type F32, F16 or BF16");
    }

    /// <summary>Takes over the values of a buffer of the same tensors, on this or another device.</summary>
    internal void CopyFrom(FlatParameters other)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradients = torch.no_grad();
        Values.copy_(other.Values);
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
