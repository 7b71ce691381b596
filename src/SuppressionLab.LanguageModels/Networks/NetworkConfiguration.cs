using SuppressionLab.LanguageModels.Adapters;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.LanguageModels.Networks;

/// <summary>What determines a decoder network's shape.</summary>
public abstract record NetworkConfiguration
{
    /// <summary>The largest value that any size may have; guards products of sizes against overflow.</summary>
    public const int MaximumSize = 1 << 20;

    /// <summary>The number of token values, 1 to 2²⁰: for a mixture, its symbols, PAD and BOS.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>The largest number of tokens in one row, 1 to 2²⁰.</summary>
    public required int ContextLength { get; init; }

    /// <summary>The number of blocks, 1 to 1,024.</summary>
    public required int Layers { get; init; }

    /// <summary>The width of the states between blocks, 1 to 2²⁰; a multiple of the heads where there are any.</summary>
    public required int Width { get; init; }

    /// <summary>The name of the architecture, as <c>model_type</c> in config.json has it.</summary>
    public abstract string Architecture { get; }

    /// <summary>The number of trained values, the tied head counted once.</summary>
    public abstract long ParameterCount { get; }

    /// <summary>
    /// The number of trained values that take part in a matrix product for each token: everything but the embedding
    /// tables, plus the head, which is the token table used a second time.
    /// </summary>
    public abstract long MatrixParameterCount { get; }

    /// <summary>
    /// Floating-point operations of one training step (forward and backward) for each token of rows of
    /// <paramref name="length"/> tokens: 6·N, N being <see cref="MatrixParameterCount"/>, and what the architecture adds to it;
    /// element-wise work is not counted.
    /// </summary>
    /// <param name="length">Tokens a row.</param>
    public virtual double FlopsPerToken(int length) => 6.0 * MatrixParameterCount;

    /// <summary>
    /// Floating-point operations of one training step for each token where an adapter is trained: those of full training
    /// less 2·N, and 6·N_A, N_A being the adapter's values. Each of the network's own matrices takes part in the forward
    /// pass (2·N) and in the gradient of its inputs (2·N), but no gradient of its own is computed; A and B take 6 operations a value as any trained matrix does.
    /// </summary>
    /// <param name="length">Tokens a row.</param>
    /// <param name="adapter">The adapter.</param>
    /// <exception cref="InputException">The adapter does not fit the network.</exception>
    public virtual double FlopsPerToken(int length, LoraOptions adapter)
    {
        ArgumentNullException.ThrowIfNull(adapter);
        return FlopsPerToken(length) - (2.0 * MatrixParameterCount) + (6.0 * adapter.ParameterCount(this));
    }

    /// <summary>The matrices of the blocks, in the network's order: those to which an adapter can be put.</summary>
    public abstract IReadOnlyList<NetworkMatrix> Matrices();

    /// <summary>Whether matrices are stored [inputs, outputs], as GPT-2's are, rather than [outputs, inputs].</summary>
    internal virtual bool StoresInputsFirst => false;

    /// <summary>
    /// Architecture and sizes in words; two networks of the same words compute on tensors of the same names and sizes,
    /// whatever their dropout or their initialisation.
    /// </summary>
    public virtual string Describe() =>
        $"{Architecture} with {Layers} layers of width {Width}, a vocabulary of {VocabularySize}, a context of {ContextLength}";

    /// <summary>Checks every field.</summary>
    /// <exception cref="InputException">A field is out of range; the message names it and what is allowed.</exception>
    public virtual void Validate()
    {
        Require(nameof(VocabularySize), VocabularySize, MaximumSize);
        Require(nameof(ContextLength), ContextLength, MaximumSize);
        Require(nameof(Layers), Layers, 1024);
        Require(nameof(Width), Width, MaximumSize);
        if (ParameterCount > int.MaxValue)
        {
            throw new InputException(
                $"layers: {Layers} of width {Width} make {ParameterCount} parameters; at most {int.MaxValue} are allowed");
        }
    }

    /// <summary>Refuses a size below 1 or above a maximum, by the field's name.</summary>
    private protected static void Require(string field, int value, int maximum)
    {
        if (value < 1 || value > maximum)
        {
            throw new InputException($"{char.ToLowerInvariant(field[0])}{field[1..]}: {value}; 1 to {maximum} is allowed");
        }
    }
}
