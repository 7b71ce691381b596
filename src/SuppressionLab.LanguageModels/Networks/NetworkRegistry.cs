using System.Text.Json;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Networks;

/// <summary>The architectures that there are: one line each.</summary>
public static class NetworkRegistry
{
    private static readonly Architecture[] Architectures =
    [
        Architecture.Of<Gpt2Configuration>("gpt2", (c, d) => new Gpt2Network(c, d), Gpt2ConfigFile.Write, Gpt2ConfigFile.Read),
        Architecture.Of<LlamaConfiguration>("llama", (c, d) => new LlamaNetwork(c, d), LlamaConfigFile.Write, LlamaConfigFile.Read),
        Architecture.Of<LstmConfiguration>("lstm", (c, d) => new LstmNetwork(c, d), LstmConfigFile.Write, LstmConfigFile.Read),
    ];

    /// <summary>The names of all architectures.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Architectures.Select(a => a.Name)];

    /// <summary>Creates a network and draws its initial values.</summary>
    /// <param name="configuration">The shape.</param>
    /// <param name="initialisation">The stream of the initial values.</param>
    /// <param name="device">Where it lives; the CPU if null.</param>
    /// <exception cref="InputException">The configuration is not valid; the message names the field.</exception>
    public static LanguageModelNetwork Create(
        NetworkConfiguration configuration, RandomKey initialisation, torch.Device? device = null)
    {
        var network = CreateEmpty(configuration, device);
        network.Initialise(initialisation);
        return network;
    }

    /// <summary>Creates a network with all values zero, to be filled from a checkpoint.</summary>
    internal static LanguageModelNetwork CreateEmpty(NetworkConfiguration configuration, torch.Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        configuration.Validate();
        return Find(configuration.Architecture, "architecture").Create(configuration, device);
    }

    /// <summary>The text of a Hugging Face <c>config.json</c>.</summary>
    public static string FormatConfiguration(NetworkConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return Find(configuration.Architecture, "architecture").Format(configuration);
    }

    /// <summary>Reads a Hugging Face <c>config.json</c>.</summary>
    /// <param name="json">The text.</param>
    /// <param name="source">What to call it in messages.</param>
    /// <exception cref="InputException">Not JSON, an unknown architecture, or a field that these networks do not have.</exception>
    public static NetworkConfiguration ParseConfiguration(string json, string source)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var fields = new ConfigFields(document.RootElement, source);
            var configuration = Find(fields.Text("model_type"), $"{source}: model_type").Parse(fields);
            configuration.Validate();
            return configuration;
        }
        catch (JsonException error)
        {
            throw new InputException($"{source}: not JSON: {error.Message.ReplaceLineEndings(" ")}", error);
        }
        catch (InputException error) when (!error.Message.StartsWith(source, StringComparison.Ordinal))
        {
            throw new InputException($"{source}: {error.Message}", error);
        }
    }

    private static Architecture Find(string name, string where) =>
        Array.Find(Architectures, a => a.Name == name)
        ?? throw new InputException($"{where}: '{name}' is not known; allowed: {string.Join(", ", Names)}");

    private sealed record Architecture(
        string Name,
        Func<NetworkConfiguration, torch.Device?, LanguageModelNetwork> Create,
        Func<NetworkConfiguration, string> Format,
        Func<ConfigFields, NetworkConfiguration> Parse)
    {
        public static Architecture Of<T>(
            string name,
            Func<T, torch.Device?, LanguageModelNetwork> create,
            Func<T, string> format,
            Func<ConfigFields, T> parse) where T : NetworkConfiguration =>
            new(name, (c, d) => create((T)c, d), c => format((T)c), parse);
    }
}
