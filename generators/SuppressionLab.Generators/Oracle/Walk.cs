namespace SuppressionLab.Generators.Oracle;

/// <summary>
/// A learner on its way along one sequence: hypotheses, each of one component, with their forward states, and what they
/// say together. One walk a sequence; not shared between threads.
/// </summary>
internal abstract class Walk
{
    private readonly double[] _priors;
    private readonly int[] _components;
    private readonly double[] _weights;
    private readonly int[] _live;
    private readonly double[] _posterior;
    private int _liveCount;
    private readonly double[] _prediction;

    /// <param name="states">One a hypothesis, at the beginning.</param>
    /// <param name="components">The component of each hypothesis.</param>
    /// <param name="priors">The prior probability of each hypothesis; sums to 1.</param>
    /// <param name="posterior">The prior of each component.</param>
    /// <param name="predictionLength">The room that next-symbol probabilities need.</param>
    protected Walk(ForwardState[] states, int[] components, double[] priors, double[] posterior, int predictionLength)
    {
        States = states;
        _components = components;
        _priors = priors;
        _weights = new double[states.Length];
        _live = [.. Enumerable.Range(0, states.Length)];
        _liveCount = states.Length;
        _posterior = posterior;
        _prediction = new double[predictionLength];
        Weigh();
    }

    /// <summary>The probability of the symbols so far is Mass·2^−Exponent; Mass is 0 if they are impossible.</summary>
    public double Mass { get; private set; }

    /// <summary>The power of two that <see cref="Mass"/> carries.</summary>
    public int Exponent { get; private set; }

    /// <summary>One a hypothesis.</summary>
    protected ForwardState[] States { get; }

    /// <summary>Takes in one symbol.</summary>
    public void Advance(int symbol)
    {
        var kept = 0;
        foreach (var i in Live)
        {
            Advance(i, symbol);
            // What is impossible stays so: it is never looked at again.
            if (States[i].Sum > 0)
            {
                _live[kept++] = i;
            }
        }
        _liveCount = kept;
        Moved();
        Weigh();
    }

    /// <summary>p(component | symbols so far); what the last call gave once they are impossible.</summary>
    public ReadOnlySpan<double> Posterior()
    {
        if (Mass > 0)
        {
            Array.Clear(_posterior);
            foreach (var i in Live)
            {
                _posterior[_components[i]] += _weights[i] * States[i].Sum / Mass;
            }
        }
        return _posterior;
    }

    /// <summary>The probability of every next symbol; NaN once the symbols so far are impossible.</summary>
    public ReadOnlySpan<double> Predict()
    {
        Array.Clear(_prediction);
        foreach (var i in Live)
        {
            if (_weights[i] > 0)
            {
                AddPrediction(i, _weights[i] / Mass, _prediction);
            }
        }
        if (!(Mass > 0))
        {
            Array.Fill(_prediction, double.NaN);
        }
        return _prediction;
    }

    /// <summary>The probability of one next symbol; NaN once the symbols so far are impossible.</summary>
    public double Predict(int symbol)
    {
        var sum = 0.0;
        foreach (var i in Live)
        {
            sum += _weights[i] > 0 ? _weights[i] * Predict(i, symbol) : 0;
        }
        return Mass > 0 ? sum / Mass : double.NaN;
    }

    /// <summary>ln p(symbols so far | component) of each component, in nats.</summary>
    /// <param name="shares">The prior of each hypothesis given its component.</param>
    /// <param name="count">M.</param>
    public double[] LogLikelihoods(ReadOnlySpan<double> shares, int count)
    {
        var result = new double[count];
        Array.Fill(result, double.NegativeInfinity);
        for (var i = 0; i < States.Length; i++)
        {
            ref var total = ref result[_components[i]];
            total = LogSum(total, Math.Log(shares[i]) + States[i].LogLikelihood);
        }
        return result;
    }

    /// <summary>Takes one symbol into one hypothesis.</summary>
    protected abstract void Advance(int hypothesis, int symbol);

    /// <summary>Called once all hypotheses have taken a symbol in.</summary>
    protected abstract void Moved();

    /// <summary>Adds weight·p(symbols so far, next symbol | hypothesis), scaled like the hypothesis.</summary>
    protected abstract void AddPrediction(int hypothesis, double weight, Span<double> into);

    /// <summary>p(symbols so far, next symbol | hypothesis), scaled like the hypothesis.</summary>
    protected abstract double Predict(int hypothesis, int symbol);

    private static double LogSum(double left, double right)
    {
        var (high, low) = left > right ? (left, right) : (right, left);
        return double.IsNegativeInfinity(low) ? high : high + Math.Log(1 + Math.Exp(low - high));
    }

    private ReadOnlySpan<int> Live => _live.AsSpan(0, _liveCount);

    /// <summary>Brings all live hypotheses to one exponent: weights are prior·2^(common − own exponent).</summary>
    private void Weigh()
    {
        var common = int.MaxValue;
        foreach (var i in Live)
        {
            common = _priors[i] > 0 ? Math.Min(common, States[i].Exponent) : common;
        }
        var mass = 0.0;
        foreach (var i in Live)
        {
            var shift = common - States[i].Exponent;
            // Components of prior 0 stay at weight 0, whatever their exponent.
            _weights[i] = shift == 0 || _priors[i] == 0 ? _priors[i] : Math.ScaleB(_priors[i], shift);
            mass += _weights[i] * States[i].Sum;
        }
        Mass = mass;
        Exponent = common == int.MaxValue ? Exponent : common;
    }
}
