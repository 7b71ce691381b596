using BenchmarkDotNet.Attributes;
using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Fitting;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Benchmarks;

/// <summary>
/// Law fits on 5 × 256 noisy points (1,000 prompts a point) of a scoring-wise law, as after light suppression. Targets,
/// one core: the six laws, at least 8 starts each, under 100 ms; 1,000 bootstrap refits under 3 s.
/// </summary>
[MemoryDiagnoser]
public class LawBenchmarks
{
    private const int Tasks = 5;
    private const int Points = 256;
    private const int Refits = 1000;
    private static readonly RandomKey Key = RandomKey.FromSeed(1);
    private static readonly double[] Truth =
        [0.4, 0.25, 0.15, 0.12, 0.08, 0.1, 0.9, 0.85, 0.8, 0.75, 0.7, 0.2, 0.15, 0.1, 0.25, 0.3];

    private static readonly ScoringWiseLaw Family = new();
    private CurveSet _curves = null!;
    private double[] _optimum = [];
    private double[][][] _resampled = [];

    [GlobalSetup]
    public void Setup()
    {
        _curves = Curves();
        _optimum = LawFitter.Fit(Family, _curves).Coordinates.ToArray();
        _resampled = [.. Enumerable.Range(0, Refits).Select(refit => Enumerable.Range(0, Tasks)
            .Select(task => Draw(task, Key.Derive("bootstrap").Derive(refit).Derive(task).Open())).ToArray())];
    }

    /// <summary>The curves that all laws, and the peers, are fitted to.</summary>
    internal static CurveSet Curves() => new([.. Enumerable.Range(0, Tasks).Select(task =>
        new TaskCurve(task, Shots(), Draw(task, Key.Derive(task).Open())))]);

    /// <summary>The names of the laws, for <see cref="OneLaw"/>.</summary>
    public static IEnumerable<string> Laws => LawRegistry.All.Select(law => law.Name);

    /// <summary>One law; a law of single curves is fitted to all five.</summary>
    [Benchmark]
    [ArgumentsSource(nameof(Laws))]
    public double OneLaw(string law) => LawFitter.FitAll(LawRegistry.Get(law), _curves).Sum(fit => fit.Sse);

    [Benchmark]
    public double SixLaws() => LawRegistry.Published.Sum(law => LawFitter.FitAll(law, _curves).Sum(fit => fit.Sse));

    /// <summary>1,000 scoring-wise refits from the optimum, each on curves of its own.</summary>
    [Benchmark]
    public double ThousandRefits()
    {
        var problem = new CurveProblem(Family, _curves);
        var solver = new LevenbergMarquardt(problem);
        var sum = 0.0;
        foreach (var sample in _resampled)
        {
            for (var task = 0; task < Tasks; task++)
            {
                problem.SetTargets(task, sample[task]);
            }
            sum += solver.Solve(_optimum, 100, 1e-9).Cost;
        }
        return sum;
    }

    private static double[] Shots() => [.. Enumerable.Range(0, Points).Select(n => (double)n)];

    private static double[] Draw(int task, RandomStream stream) => Array.ConvertAll(
        Family.Evaluate(Tasks, task, Family.ToCoordinates(Tasks, Truth), Shots()),
        p => Math.Clamp(p + (Math.Sqrt(p * (1 - p) / 1000) * stream.NextGaussian()), 0, 1));
}
