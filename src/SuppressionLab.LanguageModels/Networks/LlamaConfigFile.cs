using SuppressionLab.Primitives.Json;

namespace SuppressionLab.LanguageModels.Networks;

/// <summary>Hugging Face's <c>config.json</c> of a Llama.</summary>
internal static class LlamaConfigFile
{
    public static string Write(LlamaConfiguration configuration) => StrictJson.Format(new Dictionary<string, object?>
    {
        ["architectures"] = new[] { "LlamaForCausalLM" },
        ["model_type"] = "llama",
        ["vocab_size"] = configuration.VocabularySize,
        ["max_position_embeddings"] = configuration.ContextLength,
        ["hidden_size"] = configuration.Width,
        ["intermediate_size"] = configuration.MlpWidth,
        ["num_hidden_layers"] = configuration.Layers,
        ["num_attention_heads"] = configuration.Heads,
        ["num_key_value_heads"] = configuration.KeyValueHeads,
        ["head_dim"] = configuration.Width / configuration.Heads,
        ["hidden_act"] = "silu",
        ["rms_norm_eps"] = configuration.RmsNormEpsilon,
        ["rope_theta"] = configuration.RotaryBase,
        ["rope_scaling"] = null,
        ["attention_bias"] = false,
        ["mlp_bias"] = false,
        ["attention_dropout"] = 0.0,
        ["initializer_range"] = configuration.InitializerRange,
        ["tie_word_embeddings"] = configuration.TiesHead,
        // The mixtures' convention: the last token is BOS, the one before it PAD; there is no end-of-text token.
        ["bos_token_id"] = configuration.VocabularySize - 1,
        ["eos_token_id"] = configuration.VocabularySize - 1,
        ["torch_dtype"] = "float32",
    });

    public static LlamaConfiguration Read(ConfigFields fields)
    {
        fields.Require("hidden_act", "silu");
        fields.Require("rope_scaling", "null");
        fields.Require("attention_bias", false);
        fields.Require("mlp_bias", false);
        fields.Require("attention_dropout", 0);
        var (width, heads) = (fields.Integer("hidden_size"), fields.Integer("num_attention_heads"));
        fields.Require("head_dim", width / Math.Max(heads, 1));
        // transformers 5 keeps the rotary base in an object of its own.
        var rotary = fields.Object("rope_parameters");
        rotary?.Require("rope_type", "default");
        return new LlamaConfiguration
        {
            VocabularySize = fields.Integer("vocab_size"),
            ContextLength = fields.Integer("max_position_embeddings", 2048),
            Layers = fields.Integer("num_hidden_layers"),
            Width = width,
            Heads = heads,
            KeyValueHeads = fields.Integer("num_key_value_heads", heads),
            MlpWidth = fields.Integer("intermediate_size"),
            RotaryBase = (rotary ?? fields).Number("rope_theta", 10_000),
            RmsNormEpsilon = fields.Number("rms_norm_eps", 1e-6),
            TiesHead = fields.Flag("tie_word_embeddings", false),
            InitializerRange = fields.Number("initializer_range", 0.02),
        };
    }
}
