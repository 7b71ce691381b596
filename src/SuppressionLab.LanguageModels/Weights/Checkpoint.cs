using System.Text;
using SuppressionLab.LanguageModels.Adapters;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.Primitives.Errors;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Weights;

/// <summary>
/// Networks on disk in Hugging Face's layout: a folder with <c>config.json</c> and <c>model.safetensors</c>, which
/// Python's transformers loads as it is; and the same pair in a stream, for ML.NET's model files.
/// </summary>
public static class Checkpoint
{
    /// <summary>The name of the weights file in a checkpoint folder.</summary>
    public const string WeightsFile = "model.safetensors";

    /// <summary>The name of the configuration file in a checkpoint folder.</summary>
    public const string ConfigurationFile = "config.json";

    private const string ConfigurationKey = "suppressionlab.config";
    private const long MaximumConfigurationBytes = 1 << 20;

    /// <summary>
    /// Writes a folder, whole or not at all; an older one is replaced. A network that has an adapter is written merged.
    /// </summary>
    /// <exception cref="IOException">The disk is full or the folder cannot be written.</exception>
    public static void Save(LanguageModelNetwork network, string folder)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network.Adapter is not null)
        {
            using var merged = network.MergedClone();
            Save(merged, folder);
            return;
        }
        ReplacedFolder.Write(folder, temporary => WriteFiles(network, temporary));
    }

    /// <summary>Reads a folder, ours or Hugging Face's; an adapter in it, from a run that trains one, is merged.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="device">Where the network shall live; the CPU if null.</param>
    /// <exception cref="InputException">A file is missing or damaged, a tensor is missing or of another shape.</exception>
    public static LanguageModelNetwork Load(string folder, torch.Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!Directory.Exists(folder))
        {
            throw new InputException($"{folder}: no such checkpoint folder");
        }
        var configuration = ReadConfiguration(folder);
        var path = Path.Combine(folder, WeightsFile);
        var network = Fill(configuration, SafetensorsFile.Read(path), path, device);
        try
        {
            AdapterFiles.MergeInto(network, folder);
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>Reads the weights of a folder into a network of the same shape, and its adapter's into the network's.</summary>
    /// <exception cref="InputException">
    /// A file is missing or damaged, or the shape or the adapter is another; the message names the field.
    /// </exception>
    public static void LoadInto(LanguageModelNetwork network, string folder)
    {
        ArgumentNullException.ThrowIfNull(network);
        var path = Path.Combine(folder, WeightsFile);
        RequireSameShape(network.Configuration, ReadConfiguration(folder), folder);
        network.Flat.CopyFrom(SafetensorsFile.Read(path), path);
        AdapterFiles.LoadInto(network, folder);
    }

    /// <summary>Reads the configuration of a folder.</summary>
    /// <exception cref="InputException">Missing, or not a configuration of a known architecture.</exception>
    public static NetworkConfiguration ReadConfiguration(string folder)
    {
        var path = Path.Combine(folder, ConfigurationFile);
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new InputException($"{path}: no such file");
        }
        if (file.Length > MaximumConfigurationBytes)
        {
            throw new InputException($"{path}: {file.Length} bytes; at most {MaximumConfigurationBytes} are allowed");
        }
        return NetworkRegistry.ParseConfiguration(File.ReadAllText(path), path);
    }

    /// <summary>Writes configuration and weights, an adapter's merged into them, as one safetensors stream.</summary>
    public static void Save(LanguageModelNetwork network, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network.Adapter is not null)
        {
            using var merged = network.MergedClone();
            Save(merged, stream);
            return;
        }
        var configuration = NetworkRegistry.FormatConfiguration(network.Configuration);
        SafetensorsFile.Write(
            stream, network.Flat.ToTensors(), new Dictionary<string, string> { [ConfigurationKey] = configuration });
    }

    /// <summary>Reads what <see cref="Save(LanguageModelNetwork, Stream)"/> wrote.</summary>
    /// <param name="stream">A stream that can seek.</param>
    /// <param name="source">What to call it in messages.</param>
    /// <param name="device">Where the network shall live; the CPU if null.</param>
    /// <exception cref="InputException">Damaged, or without a configuration.</exception>
    public static LanguageModelNetwork Load(Stream stream, string source, torch.Device? device = null)
    {
        var tensors = SafetensorsFile.Read(stream, source, out var metadata);
        if (!metadata.TryGetValue(ConfigurationKey, out var json))
        {
            throw new InputException($"{source}: __metadata__.{ConfigurationKey} is missing; only our own streams have it");
        }
        return Fill(NetworkRegistry.ParseConfiguration(json, source), tensors, source, device);
    }

    /// <summary>Configuration and weights as bytes.</summary>
    public static byte[] ToBytes(LanguageModelNetwork network)
    {
        using var stream = new MemoryStream();
        Save(network, stream);
        return stream.ToArray();
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="InputException">Damaged, or without a configuration.</exception>
    public static LanguageModelNetwork FromBytes(byte[] bytes, torch.Device? device = null)
    {
        using var stream = new MemoryStream(bytes, writable: false);
        return Load(stream, "model bytes", device);
    }

    /// <summary>Writes the two files of a network's own values into an existing folder.</summary>
    internal static void WriteFiles(LanguageModelNetwork network, string folder)
    {
        var configuration = NetworkRegistry.FormatConfiguration(network.Configuration);
        File.WriteAllBytes(Path.Combine(folder, ConfigurationFile), Encoding.UTF8.GetBytes(configuration));
        using var stream = new FileStream(
            Path.Combine(folder, WeightsFile), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
        SafetensorsFile.Write(stream, network.Flat.ToTensors());
    }

    private static LanguageModelNetwork Fill(
        NetworkConfiguration configuration,
        IReadOnlyDictionary<string, SafetensorsTensor> tensors,
        string source,
        torch.Device? device)
    {
        var network = NetworkRegistry.CreateEmpty(configuration, device);
        try
        {
            network.Flat.CopyFrom(tensors, source);
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private static void RequireSameShape(NetworkConfiguration wanted, NetworkConfiguration found, string folder)
    {
        Require("model_type", wanted.Architecture, found.Architecture);
        Require("vocabularySize", wanted.VocabularySize, found.VocabularySize);
        Require("contextLength", wanted.ContextLength, found.ContextLength);
        Require("layers", wanted.Layers, found.Layers);
        Require("width", wanted.Width, found.Width);
        Require("heads", (wanted as AttentionConfiguration)?.Heads ?? 0, (found as AttentionConfiguration)?.Heads ?? 0);
        Require("configuration", wanted, found);

        void Require(string field, object expected, object actual)
        {
            if (!Equals(expected, actual))
            {
                throw new InputException($"{folder}: {field}: the checkpoint has {actual}; this network needs {expected}");
            }
        }
    }
}
