using SuppressionLab.Generators.Prompts;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Generators.Oracle;

/// <summary>What all exact learners share: everything follows from walking along the symbols.</summary>
public abstract class ExactLearner : IExactLearner
{
    private protected ExactLearner(int componentCount, int vocabularySize)
    {
        ComponentCount = componentCount;
        VocabularySize = vocabularySize;
    }

    /// <inheritdoc/>
    public int ComponentCount { get; }

    /// <inheritdoc/>
    public int VocabularySize { get; }

    /// <inheritdoc/>
    public virtual double[] LogLikelihoods(ReadOnlySpan<int> symbols)
    {
        CheckSymbols(symbols);
        var walk = Begin();
        foreach (var symbol in symbols)
        {
            walk.Advance(symbol);
        }
        return LogLikelihoods(walk);
    }

    /// <inheritdoc/>
    public LearnerTrace Trace(ReadOnlySpan<int> symbols)
    {
        CheckSymbols(symbols);
        var posterior = new double[symbols.Length + 1, ComponentCount];
        var predictive = new double[symbols.Length + 1, VocabularySize];
        var walk = Begin();
        for (var t = 0; t <= symbols.Length; t++)
        {
            if (t > 0)
            {
                walk.Advance(symbols[t - 1]);
            }
            walk.Posterior().CopyTo(Row(posterior, t));
            walk.Predict()[..VocabularySize].CopyTo(Row(predictive, t));
        }
        return new LearnerTrace(LogLikelihoods(walk), posterior, predictive);
    }

    /// <inheritdoc/>
    public void SymbolLogProbabilities(ReadOnlySpan<int> symbols, Span<double> result)
    {
        CheckSymbols(symbols);
        if (result.Length < symbols.Length)
        {
            throw new ArgumentException($"Room for {result.Length}; {symbols.Length} needed.", nameof(result));
        }
        var walk = Begin();
        for (var t = 0; t < symbols.Length; t++)
        {
            var (mass, exponent) = (walk.Mass, walk.Exponent);
            walk.Advance(symbols[t]);
            result[t] = Math.Log(walk.Mass / mass) - ((walk.Exponent - exponent) * Math.Log(2));
        }
    }

    /// <inheritdoc/>
    public double[] LabelProbabilities(InContextPrompt prompt) =>
        AtLabels(prompt, (walk, label) => walk.Predict(label));

    /// <summary>The mixture's probability of the label behind each scored position, and whether it is the most probable.</summary>
    /// <param name="prompt">A prompt of this mixture.</param>
    /// <returns>One score a scored position: what a model's row of prompt scores holds.</returns>
    public LabelScore[] ScoreLabels(InContextPrompt prompt) => AtLabels(prompt, (walk, label) =>
    {
        var predictive = walk.Predict()[..VocabularySize];
        return new LabelScore(predictive[label], IsMostProbable(predictive, label));
    });

    private T[] AtLabels<T>(InContextPrompt prompt, Func<Walk, int, T> read)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        CheckPrompt(prompt);
        CheckSymbols(prompt.Tokens);
        CheckSymbols(prompt.Labels);
        var walk = Begin();
        var result = new T[prompt.Labels.Length];
        var scored = 0;
        for (var t = 0; t < prompt.Tokens.Length && scored < result.Length; t++)
        {
            walk.Advance(prompt.Tokens[t]);
            if (t == prompt.ScoredPositions[scored])
            {
                result[scored] = read(walk, prompt.Labels[scored]);
                scored++;
            }
        }
        return result;
    }

    internal abstract Walk Begin();

    private protected abstract double[] LogLikelihoods(Walk walk);

    /// <summary>Refuses a prompt that this learner cannot score.</summary>
    private protected virtual void CheckPrompt(InContextPrompt prompt) => prompt.Validate();

    /// <summary>Refuses symbols outside the vocabulary.</summary>
    private protected void CheckSymbols(ReadOnlySpan<int> symbols)
    {
        var at = symbols.IndexOfAnyExceptInRange(0, VocabularySize - 1);
        if (at >= 0)
        {
            throw new InputException(
                $"symbol {symbols[at]} at position {at}: symbols 0 to {VocabularySize - 1} are allowed");
        }
    }

    /// <summary>Whether no symbol before the label is as probable and none behind it more; false where nothing is defined.</summary>
    private static bool IsMostProbable(ReadOnlySpan<double> predictive, int label)
    {
        for (var symbol = 0; symbol < predictive.Length; symbol++)
        {
            var below = symbol < label ? predictive[symbol] < predictive[label] : predictive[symbol] <= predictive[label];
            if (!below)
            {
                return false;
            }
        }
        return true;
    }

    private static Span<double> Row(double[,] matrix, int row) =>
        System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref matrix[row, 0], matrix.GetLength(1));
}
