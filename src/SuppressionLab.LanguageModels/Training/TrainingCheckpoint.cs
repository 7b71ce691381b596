using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using SuppressionLab.LanguageModels.Adapters;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Weights;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Json;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Training;

/// <summary>
/// A training run on disk: a checkpoint folder with <c>training_state.safetensors</c> (the optimiser's moments) and
/// <c>trainer.json</c> beside the weights, and beside the adapter if one is trained, replaced as a whole.
/// </summary>
internal static class TrainingCheckpoint
{
    private const string StateFile = "training_state.safetensors";
    private const string FirstMoment = "adamw.first_moment";
    private const string SecondMoment = "adamw.second_moment";

    public static void Save(string folder, LanguageModelNetwork network, FlatAdamW optimiser, TrainerState state) =>
        ReplacedFolder.Write(folder, temporary =>
        {
            Checkpoint.WriteFiles(network, temporary);
            AdapterFiles.Write(network, temporary);
            using (var stream = File.Create(Path.Combine(temporary, StateFile)))
            {
                SafetensorsFile.Write(
                    stream, [TensorOf(FirstMoment, optimiser.FirstMoment), TensorOf(SecondMoment, optimiser.SecondMoment)]);
            }
            File.WriteAllBytes(
                Path.Combine(temporary, TrainerState.FileName), Encoding.UTF8.GetBytes(StrictJson.Format(state)));
        });

    /// <summary>The state in a folder, or null if there is none.</summary>
    public static TrainerState? Find(string folder)
    {
        ReplacedFolder.Recover(folder);
        return Directory.Exists(folder) ? TrainerState.Read(Path.Combine(folder, TrainerState.FileName)) : null;
    }

    /// <summary>Reads weights, those of an adapter included, and moments.</summary>
    /// <exception cref="InputException">The folder is of another network, another adapter or the same one to another model.</exception>
    public static void Load(string folder, LanguageModelNetwork network, FlatAdamW optimiser)
    {
        var fixedValues = network.Adapter is null ? null : network.Flat.ToArray();
        Checkpoint.LoadInto(network, folder);
        if (fixedValues is not null && !fixedValues.AsSpan().SequenceEqual(network.Flat.ToArray()))
        {
            throw new InputException(
                $"{folder}: adapted model: the checkpoint's is another than this run's: use the same model or another folder");
        }
        var path = Path.Combine(folder, StateFile);
        var tensors = SafetensorsFile.Read(path);
        Copy(tensors, FirstMoment, optimiser.FirstMoment, path);
        Copy(tensors, SecondMoment, optimiser.SecondMoment, path);
    }

    /// <summary>What tells one training set from another at the cost of one batch.</summary>
    public static string HashOf(TrainingBatch batch)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(batch.Tokens.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(batch.ContextLengths.AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static SafetensorsTensor TensorOf(string name, torch.Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        var values = MemoryMarshal.Cast<byte, float>(tensor.cpu().bytes).ToArray();
        return new SafetensorsTensor(name, [values.Length], values);
    }

    private static void Copy(
        IReadOnlyDictionary<string, SafetensorsTensor> tensors, string name, torch.Tensor target, string path)
    {
        if (!tensors.TryGetValue(name, out var tensor))
        {
            throw new InputException($"{path}: tensor '{name}' is missing");
        }
        if (tensor.Values.Length != target.numel())
        {
            throw new InputException($"{path}: tensor '{name}' has {tensor.Values.Length} values; this run trains {target.numel()}");
        }
        using var scope = torch.NewDisposeScope();
        using var noGradients = torch.no_grad();
        target.copy_(torch.tensor(tensor.Values.ToArray()));
    }
}
