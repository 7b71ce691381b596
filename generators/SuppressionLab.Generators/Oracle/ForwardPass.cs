using System.Runtime.Intrinsics;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Generators.Oracle;

/// <summary>
/// The forward algorithm of one component (Rabiner 1989, equations 19 to 21), with transitions (1−ε)·T + ε/N. Each kind
/// stores what a step needs; the distribution of the next symbol from every state is stored here for all kinds.
/// Immutable: all that changes is in <see cref="ForwardState"/>.
/// </summary>
internal abstract class ForwardPass
{
    private const int MostDenseStates = 8_192;
    private const int MostTableEntries = 1 << 26;
    private readonly double[] _nextSymbols;
    private readonly double[] _firstSymbols;
    private readonly int _stride;

    /// <param name="component">The component.</param>
    /// <param name="vocabularySize">V.</param>
    /// <param name="nextSymbols">[N, V] p(next symbol | state), rows in the order of the pass.</param>
    protected ForwardPass(HmmComponent component, int vocabularySize, double[,] nextSymbols)
    {
        _firstSymbols = FirstSymbols(component, vocabularySize);
        VocabularySize = vocabularySize;
        _stride = Padded(vocabularySize);
        _nextSymbols = new double[nextSymbols.GetLength(0) * _stride];
        for (var row = 0; row < nextSymbols.GetLength(0); row++)
        {
            for (var symbol = 0; symbol < vocabularySize; symbol++)
            {
                _nextSymbols[(row * _stride) + symbol] = nextSymbols[row, symbol];
            }
        }
    }

    /// <summary>The number V of symbols.</summary>
    public int VocabularySize { get; }

    /// <summary>The most states that are live at once, padded to whole vectors.</summary>
    public abstract int Width { get; }

    /// <summary>The length of a buffer for next-symbol probabilities: V padded to whole vectors.</summary>
    public int PredictionLength => _stride;

    /// <summary>The pass for a component: by blocks where every state emits one symbol, else dense.</summary>
    public static ForwardPass Create(HmmComponent component, int vocabularySize, double smoothing) =>
        EmissionOrder.TryCreate(component, vocabularySize) is { } order
            ? OrderedForwardPass.Create(component, order, smoothing)
            : new DenseForwardPass(component, vocabularySize, smoothing);

    /// <summary>Takes in one symbol; a state that is impossible stays so.</summary>
    public void Advance(ForwardState state, int symbol)
    {
        if (state.Symbol < 0)
        {
            state.Exponent = ForwardState.LiftedExponent;
            state.Accept(symbol, Begin(symbol, state.Spare));
        }
        else if (state.Sum > 0)
        {
            state.Accept(symbol, Step(state.Symbol, symbol, state.Alpha, state.Spare));
        }
    }

    /// <summary>ln p(symbols) in nats; −∞ where impossible. Symbols have been checked.</summary>
    public virtual double LogLikelihood(ReadOnlySpan<int> symbols)
    {
        var state = new ForwardState(Width);
        foreach (var symbol in symbols)
        {
            Advance(state, symbol);
        }
        return state.LogLikelihood;
    }

    /// <summary>Adds weight·p(first symbol) for every symbol.</summary>
    public void AddStart(double weight, Span<double> into)
    {
        for (var symbol = 0; symbol < _firstSymbols.Length; symbol++)
        {
            into[symbol] += weight * _firstSymbols[symbol];
        }
    }

    /// <summary>Adds weight·p(symbols so far, next symbol) for every next symbol; scaled like the state.</summary>
    public void AddPrediction(ForwardState state, double weight, Span<double> into)
    {
        var (first, count) = LiveRows(state.Symbol);
        var factor = Vector256.Create(weight);
        for (var column = 0; column < _stride; column += 4)
        {
            var total = Vector256<double>.Zero;
            for (var i = 0; i < count; i++)
            {
                var row = Vector256.LoadUnsafe(ref _nextSymbols[((first + i) * _stride) + column]);
                total += Vector256.Create(state.Alpha[i]) * row;
            }
            var target = into.Slice(column, 4);
            (Vector256.Create<double>(target) + (factor * total)).CopyTo(target);
        }
    }

    /// <summary>p(symbols so far, next symbol), scaled like the state.</summary>
    public double Predict(ForwardState state, int next)
    {
        if (state.Symbol < 0)
        {
            return _firstSymbols[next];
        }
        var (first, count) = LiveRows(state.Symbol);
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            sum += state.Alpha[i] * _nextSymbols[((first + i) * _stride) + next];
        }
        return sum;
    }

    /// <summary>A state drawn from p(state at the last symbol | symbols so far), which must be possible.</summary>
    public int DrawState(ForwardState state, RandomStream stream)
    {
        var (first, count) = LiveRows(state.Symbol);
        return StateOf(first + stream.NextIndex(state.Alpha.AsSpan(0, count)));
    }

    /// <summary>The component's state of a row of the pass.</summary>
    protected abstract int StateOf(int row);

    /// <summary>Which rows of the next-symbol table belong to the live states after a symbol.</summary>
    protected abstract (int First, int Count) LiveRows(int symbol);

    /// <summary>Writes the start probabilities, times 2^500, of the states that emit a symbol.</summary>
    protected abstract double Begin(int symbol, Span<double> alpha);

    /// <summary>Writes the probabilities after one more symbol and returns their sum.</summary>
    protected abstract double Step(int from, int to, ReadOnlySpan<double> alpha, Span<double> next);

    /// <summary>A length rounded up to whole vectors of four.</summary>
    protected static int Padded(int length) => (length + 3) & ~3;

    /// <summary>Refuses a component whose N² joint transitions would not fit into memory.</summary>
    protected static void CheckStates(int states, int vocabularySize)
    {
        CheckTable(states, vocabularySize);
        if (states > MostDenseStates)
        {
            throw new InputException(
                $"components: {states} states; exact learners allow {MostDenseStates} in a general mixture");
        }
    }

    /// <summary>Refuses a component whose N × V next-symbol probabilities would not fit into memory.</summary>
    protected static void CheckTable(int states, int vocabularySize)
    {
        if ((long)states * Padded(vocabularySize) > MostTableEntries)
        {
            throw new InputException(
                $"components: {states} states and {vocabularySize} symbols; exact learners allow at most " +
                $"{MostTableEntries} pairs of them");
        }
    }

    private static double[] FirstSymbols(HmmComponent component, int vocabularySize)
    {
        var result = new double[vocabularySize];
        for (var state = 0; state < component.StateCount; state++)
        {
            for (var symbol = 0; symbol < vocabularySize; symbol++)
            {
                result[symbol] += component.Start[state] * component.Emission(state, symbol);
            }
        }
        return result;
    }
}
