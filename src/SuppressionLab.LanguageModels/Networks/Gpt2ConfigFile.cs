using SuppressionLab.Primitives.Json;

namespace SuppressionLab.LanguageModels.Networks;

/// <summary>Hugging Face's <c>config.json</c> of a GPT-2.</summary>
internal static class Gpt2ConfigFile
{
    public static string Write(Gpt2Configuration configuration) => StrictJson.Format(new Dictionary<string, object?>
    {
        ["architectures"] = new[] { "GPT2LMHeadModel" },
        ["model_type"] = "gpt2",
        ["vocab_size"] = configuration.VocabularySize,
        ["n_positions"] = configuration.ContextLength,
        ["n_ctx"] = configuration.ContextLength,
        ["n_embd"] = configuration.Width,
        ["n_layer"] = configuration.Layers,
        ["n_head"] = configuration.Heads,
        ["n_inner"] = null,
        ["activation_function"] = "gelu_new",
        ["layer_norm_epsilon"] = configuration.LayerNormEpsilon,
        ["initializer_range"] = configuration.InitializerRange,
        ["resid_pdrop"] = configuration.Dropout,
        ["embd_pdrop"] = configuration.Dropout,
        ["attn_pdrop"] = configuration.Dropout,
        ["scale_attn_weights"] = true,
        ["scale_attn_by_inverse_layer_idx"] = false,
        ["tie_word_embeddings"] = true,
        // The mixtures' convention: the last token is BOS, the one before it PAD; there is no end-of-text token.
        ["bos_token_id"] = configuration.VocabularySize - 1,
        ["eos_token_id"] = configuration.VocabularySize - 1,
        ["torch_dtype"] = "float32",
    });

    public static Gpt2Configuration Read(ConfigFields fields)
    {
        fields.Require("activation_function", "gelu_new", "gelu_pytorch_tanh");
        fields.Require("scale_attn_weights", true);
        fields.Require("scale_attn_by_inverse_layer_idx", false);
        fields.Require("tie_word_embeddings", true);
        fields.Require("add_cross_attention", false);
        var width = fields.Integer("n_embd");
        fields.Require("n_inner", 4L * width);
        var dropout = fields.Number("resid_pdrop", 0.1);
        fields.Require("embd_pdrop", dropout);
        fields.Require("attn_pdrop", dropout);
        return new Gpt2Configuration
        {
            VocabularySize = fields.Integer("vocab_size"),
            ContextLength = fields.Integer("n_positions", fields.Integer("n_ctx", 1024)),
            Layers = fields.Integer("n_layer"),
            Width = width,
            Heads = fields.Integer("n_head"),
            Dropout = dropout,
            LayerNormEpsilon = fields.Number("layer_norm_epsilon", 1e-5),
            InitializerRange = fields.Number("initializer_range", 0.02),
        };
    }
}
