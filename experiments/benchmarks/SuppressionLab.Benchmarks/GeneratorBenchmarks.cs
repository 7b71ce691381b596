using BenchmarkDotNet.Attributes;
using SuppressionLab.Generators.Documents;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Oracle;
using SuppressionLab.Generators.Preferences;
using SuppressionLab.Generators.Prompts;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Benchmarks;

/// <summary>
/// Sampling and exact learners at the published GINC sizes (5 components, 10 × 10 states, 50 symbols), on one core.
/// An operation is a token sampled, or a symbol scored under one component (all five for the predictions).
/// </summary>
public class GeneratorBenchmarks
{
    private const int Symbols = 10_239;
    private const int Components = 5;
    private const int Shots = 255;
    private const int PairPrompt = 256;
    private const int PairAnswer = 768;
    private readonly int[] _buffer = new int[Symbols];
    private readonly double[] _logs = new double[Symbols];
    private HmmMixture _mixture = null!;
    private DocumentSampler _sampler = null!;
    private DocumentLearner _learner = null!;
    private DocumentLearner _exact = null!;
    private PreferencePairSampler _pairs = null!;
    private PromptLearner _promptLearner = null!;
    private InContextPrompt _prompt = null!;
    private int[] _document = null!;
    private int _component;
    private long _index;

    [GlobalSetup]
    public void Setup()
    {
        var key = RandomKey.FromSeed(1);
        _mixture = GincMixture.Draw(new GincOptions(), 1);
        _sampler = new DocumentSampler(_mixture, Symbols, key);
        _pairs = new PreferencePairSampler(
            _mixture, new() { Favoured = [0], PromptSymbols = PairPrompt, AnswerSymbols = PairAnswer }, key);
        _learner = new DocumentLearner(_mixture);
        _exact = new DocumentLearner(_mixture, 0);
        _promptLearner = new PromptLearner(_mixture, 3);
        _prompt = new PromptSampler(_mixture, 3, Shots * 4, key).Sample(0);
        var document = _sampler.Sample(0);
        _document = document.Tokens;
        _component = document.Component!.Value;
    }

    [Benchmark(Description = "sample documents", OperationsPerInvoke = Symbols)]
    public int Sample() => _sampler.Sample(_index++, _buffer);

    [Benchmark(Description = "preference pairs, prompt of 256 symbols", OperationsPerInvoke = PairPrompt + (2 * PairAnswer))]
    public PreferencePair Pair() => _pairs.Sample(_index++);

    [Benchmark(Description = "log-likelihood, 5 components, smoothed", OperationsPerInvoke = Symbols * Components)]
    public double[] LogLikelihoods() => _learner.LogLikelihoods(_document);

    [Benchmark(Description = "log-likelihood, own component, exact", OperationsPerInvoke = Symbols)]
    public double LogLikelihood() => _exact.LogLikelihood(_document, _component);

    [Benchmark(Description = "ln p of each symbol, mixture of 5", OperationsPerInvoke = Symbols)]
    public void SymbolLogProbabilities() => _learner.SymbolLogProbabilities(_document, _logs);

    [Benchmark(Description = "posterior and all next symbols, mixture of 5", OperationsPerInvoke = Symbols)]
    public LearnerTrace Trace() => _learner.Trace(_document);

    [Benchmark(Description = "labels of a prompt, document learner", OperationsPerInvoke = Shots * 4)]
    public double[] DocumentLabels() => _learner.LabelProbabilities(_prompt);

    [Benchmark(Description = "labels of a prompt, prompt learner", OperationsPerInvoke = Shots * 4)]
    public double[] PromptLabels() => _promptLearner.LabelProbabilities(_prompt);
}
