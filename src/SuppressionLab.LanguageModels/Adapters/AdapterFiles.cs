using System.Text;
using System.Text.Json;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Weights;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Json;

namespace SuppressionLab.LanguageModels.Adapters;

/// <summary>
/// An adapter beside its network in a checkpoint folder, in the layout of Hugging Face's PEFT: <c>adapter_config.json</c> and
/// <c>adapter_model.safetensors</c>.
/// </summary>
internal static class AdapterFiles
{
    private const string ConfigurationFile = "adapter_config.json";
    private const string WeightsFile = "adapter_model.safetensors";
    private const string Prefix = "base_model.model.";

    /// <summary>Writes both files into an existing folder; nothing where the network has no adapter.</summary>
    public static void Write(LanguageModelNetwork network, string folder)
    {
        if (network.Adapter is not { } adapter)
        {
            return;
        }
        File.WriteAllBytes(
            Path.Combine(folder, ConfigurationFile), Encoding.UTF8.GetBytes(Format(adapter, network.Configuration)));
        using var stream = File.Create(Path.Combine(folder, WeightsFile));
        SafetensorsFile.Write(stream, [.. adapter.Parameters.ToTensors().Select(t => t with { Name = Prefix + t.Name })]);
    }

    /// <summary>Reads the adapter's values; nothing where neither network nor folder has one.</summary>
    /// <exception cref="InputException">Only one of them has one, or the two differ; the message says in what.</exception>
    public static void LoadInto(LanguageModelNetwork network, string folder)
    {
        var wanted = network.Adapter?.Options.Describe(network.Configuration) ?? "none";
        var found = ReadOptions(folder)?.Describe(network.Configuration) ?? "none";
        if (found != wanted)
        {
            throw new InputException(
                $"{folder}: adapter: the checkpoint has {found}, this run {wanted}: use the same value or another folder");
        }
        LoadValues(network, folder);
    }

    /// <summary>Adds a folder's adapter to a network that holds its base; nothing where the folder has none.</summary>
    /// <exception cref="InputException">The adapter does not fit the network, or a file is damaged.</exception>
    public static void MergeInto(LanguageModelNetwork network, string folder)
    {
        if (ReadOptions(folder) is { } options)
        {
            network.Attach(options);
            LoadValues(network, folder);
            network.Merge();
        }
    }

    private static void LoadValues(LanguageModelNetwork network, string folder)
    {
        if (network.Adapter is not { } adapter)
        {
            return;
        }
        var path = Path.Combine(folder, WeightsFile);
        var tensors = SafetensorsFile.Read(path).Values
            .Select(t => t with { Name = t.Name.StartsWith(Prefix, StringComparison.Ordinal) ? t.Name[Prefix.Length..] : t.Name });
        adapter.Parameters.CopyFrom(tensors.ToDictionary(t => t.Name), path);
    }

    private static string Format(LoraAdapter adapter, NetworkConfiguration network) => StrictJson.Format(new Dictionary<string, object?>
    {
        ["peft_type"] = "LORA",
        ["task_type"] = "CAUSAL_LM",
        ["base_model_name_or_path"] = null,
        ["r"] = adapter.Options.Rank,
        ["lora_alpha"] = adapter.Options.Alpha,
        ["lora_dropout"] = 0,
        ["bias"] = "none",
        // PEFT knows no empty list that means all.
        ["target_modules"] = adapter.Matrices.Select(matrix => matrix.Target).Distinct().ToArray(),
        ["fan_in_fan_out"] = network.StoresInputsFirst,
        ["use_rslora"] = false,
        ["use_dora"] = false,
    });

    /// <summary>A folder's adapter, or null if it has none.</summary>
    private static LoraOptions? ReadOptions(string folder)
    {
        var path = Path.Combine(folder, ConfigurationFile);
        if (!File.Exists(path))
        {
            return null;
        }
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            var fields = new ConfigFields(document.RootElement, path);
            fields.Require("peft_type", "LORA");
            fields.Require("bias", "none");
            fields.Require("use_rslora", false);
            fields.Require("use_dora", false);
            return new LoraOptions
            {
                Rank = fields.Integer("r"), Alpha = fields.Number("lora_alpha", 8), Targets = fields.Texts("target_modules"),
            };
        }
        catch (JsonException error)
        {
            throw new InputException($"{path}: not JSON: {error.Message.ReplaceLineEndings(" ")}", error);
        }
    }
}
