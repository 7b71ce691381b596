using Microsoft.ML.Runtime;
using SuppressionLab.Interop.Persistence;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Weights;
using SuppressionLab.Mapping;

namespace SuppressionLab.Scoring;

/// <summary>
/// The base of transformers that compute with a language model. Transformers, cursors and prediction engines share the
/// weights; they are freed when the last one is disposed. Reading is safe from several threads.
/// </summary>
/// <remarks>
/// A prediction engine disposes the transformer that it was made from, unless its options say that it does not own it;
/// engines that are open go on. In a model file, transformers that share a network share its weights: they are stored once and shared again
/// after loading.
/// </remarks>
/// <typeparam name="TSelf">The deriving type.</typeparam>
public abstract class NetworkTransformer<TSelf> : MappingTransformer<TSelf>, IDisposable
    where TSelf : NetworkTransformer<TSelf>, IPersistentTransformer<TSelf>
{
    private const string WeightsExtension = ".safetensors";

    /// <summary>The entry of format 1.0, where each transformer had weights of its own.</summary>
    private const string OwnWeightsEntry = "Weights.safetensors";

    private readonly SharedNetwork.Lease _lease;

    private protected NetworkTransformer(SharedNetwork.Lease lease) => _lease = lease;

    /// <summary>The network's shape.</summary>
    public NetworkConfiguration Configuration => _lease.Configuration;

    /// <summary>
    /// The network, for mappings that open leases of their own. They hold this lease too, so that a view lives on when its
    /// transformer is forgotten.
    /// </summary>
    private protected SharedNetwork.Lease Shared => _lease;

    /// <summary>Lets go of the weights.</summary>
    public void Dispose() => _lease.Dispose();

    /// <summary>Another lease of the network.</summary>
    /// <exception cref="ObjectDisposedException">This transformer has been disposed.</exception>
    internal SharedNetwork.Lease ShareNetwork() => _lease.Share();

    /// <summary>Writes the weights, unless another transformer of the same file has; call once, after the fields.</summary>
    private protected void WriteNetwork(ModelWriter writer)
    {
        using var lease = _lease.Share();
        writer.Fields.Write(writer.WriteShared(
            lease.Owner, WeightsExtension, stream => Checkpoint.Save(lease.Network, stream)));
    }

    /// <summary>Reads what <see cref="WriteNetwork"/> wrote, on the context's device.</summary>
    private protected static SharedNetwork.Lease ReadNetwork(IHostEnvironment environment, ModelReader reader)
    {
        var device = Devices.Of(environment);
        if (reader.Version.Minor == 0)
        {
            return new SharedNetwork(reader.ReadStream(
                OwnWeightsEntry, stream => Checkpoint.Load(stream, $"model file, {OwnWeightsEntry}", device))).Open();
        }
        var name = reader.Fields.ReadString();
        return reader.ReadShared(
            name, stream => new SharedNetwork(Checkpoint.Load(stream, $"model file, {name}", device))).Open();
    }
}
