using SuppressionLab.Primitives.Json;

namespace SuppressionLab.LanguageModels.Networks;

/// <summary>The <c>config.json</c> of an LSTM: Hugging Face's names where it has them, though transformers has no LSTM.</summary>
internal static class LstmConfigFile
{
    public static string Write(LstmConfiguration configuration) => StrictJson.Format(new Dictionary<string, object?>
    {
        ["architectures"] = new[] { "LstmForCausalLM" },
        ["model_type"] = "lstm",
        ["vocab_size"] = configuration.VocabularySize,
        ["max_position_embeddings"] = configuration.ContextLength,
        ["hidden_size"] = configuration.Width,
        ["num_hidden_layers"] = configuration.Layers,
        ["initializer_range"] = configuration.InitializerRange,
        ["tie_word_embeddings"] = configuration.TiesHead,
        ["bos_token_id"] = configuration.VocabularySize - 1,
        ["eos_token_id"] = configuration.VocabularySize - 1,
        ["torch_dtype"] = "float32",
    });

    public static LstmConfiguration Read(ConfigFields fields) => new()
    {
        VocabularySize = fields.Integer("vocab_size"),
        ContextLength = fields.Integer("max_position_embeddings"),
        Layers = fields.Integer("num_hidden_layers"),
        Width = fields.Integer("hidden_size"),
        TiesHead = fields.Flag("tie_word_embeddings", true),
        InitializerRange = fields.Number("initializer_range", 0.1),
    };
}
