using System.Text;
using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Fitting;
using SuppressionLab.Laws.Tests.Simulation;
using SuppressionLab.Laws.Uncertainty;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Tests.Uncertainty;

/// <summary>
/// Fits and intervals on simulated whole prompts of known laws: M from 2 to 8 in turn, a uniform prior in three sets of
/// ten, K from 0.02 to 4, 1,000 prompts a task, curves of 15 to 256 points, answers of a prompt correlated by up to 0.81
/// (see <see cref="SimulatedPrompts"/>). Everything is fitted from scratch, nothing starts at the truth.
/// </summary>
internal sealed class CoverageStudy
{
    public static readonly string[] Kinds = ["ρ", "K", "γ", "β"];
    private static readonly string[] Methods = ["reported", "profile", "Wald", "percentile", "basic", "BC", "normal"];
    private readonly Dictionary<(string Kind, string Method), CoverageCount> _counts = [];
    private readonly Dictionary<string, int> _parameters = [];

    public CoverageStudy(string law)
    {
        Law = LawRegistry.Get(law);
        foreach (var kind in Kinds)
        {
            _parameters[kind] = 0;
            foreach (var method in Methods)
            {
                _counts[(kind, method)] = new CoverageCount();
            }
        }
    }

    public LawFamily Law { get; }

    public CoverageCount this[string kind, string method] => _counts[(kind, method)];

    public double IdentifiedShare(string kind) => (double)_counts[(kind, "reported")].Of / _parameters[kind];

    /// <summary>One set; with <paramref name="replicates"/> above 0 it is bootstrapped, too.</summary>
    public void Run(ulong seed, int set, int replicates)
    {
        var key = RandomKey.FromSeed(seed).Derive("coverage").Derive(Law.Name).Derive(set);
        var stream = key.Open();
        var tasks = 2 + (set % 7);
        var truth = SimulatedCurves.RandomParameters(Law, tasks, stream);
        var points = (int)Math.Round(15 * Math.Pow(256.0 / 15, stream.NextDouble()));
        var correlation = 0.9 * stream.NextDouble();
        var shots = Enumerable.Range(0, points).Select(n => (double)n).ToArray();
        var prompts = SimulatedPrompts.Of(Law, tasks, truth, shots, 1000, correlation, key.Derive("prompts"));
        var curves = prompts.ToCurveSet();
        var uncertainty = LawUncertainty.Of(
            LawFitter.Fit(Law, curves), curves, CurveNoise.Of(prompts), new UncertaintyOptions { Replicates = replicates, Thorough = false });
        Record(uncertainty, truth);
    }

    /// <summary>The table: coverage of 95 % intervals where identified, in per cent, and the share identified.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"{Law.Name}: coverage of nominal 95 % intervals where identified, ± standard error over sets\n");
        text.Append($"{"kind",-5}{"identified",-22}").AppendJoin("", Methods.Select(method => $"{method,-13}")).Append('\n');
        foreach (var kind in Kinds)
        {
            text.Append($"{kind,-5}{$"{_counts[(kind, "reported")].Of} of {_parameters[kind]} ({IdentifiedShare(kind):P0})",-22}");
            text.AppendJoin("", Methods.Select(method => $"{_counts[(kind, method)],-13}")).Append('\n');
        }
        return text.ToString();
    }

    private void Record(LawUncertainty uncertainty, double[] truth)
    {
        foreach (var group in uncertainty.Parameters.Index().GroupBy(pair => Kind(pair.Item.Parameter)))
        {
            _parameters[group.Key] += group.Count();
            var trusted = group.Where(pair => pair.Item.IsIdentified).ToArray();
            foreach (var (_, parameter) in group)
            {
                RequireNumbers(parameter);
            }
            void Count(string method, Func<int, ParameterUncertainty, ParameterInterval> interval) =>
                _counts[(group.Key, method)].Add(trusted.Select(pair => interval(pair.Index, pair.Item).Contains(truth[pair.Index])));
            Count("reported", (_, parameter) => parameter.Interval);
            Count("profile", (i, _) => uncertainty.Profiles[i]!.Interval);
            Count("Wald", (_, parameter) => parameter.Wald);
            if (uncertainty.Bootstrap is { } bootstrap)
            {
                Count("percentile", (i, _) => bootstrap.Interval(i, IntervalMethod.Percentile));
                Count("basic", (i, _) => bootstrap.Interval(i, IntervalMethod.Basic));
                Count("BC", (i, _) => bootstrap.Interval(i, IntervalMethod.BiasCorrected));
                Count("normal", (i, _) => bootstrap.Interval(i, IntervalMethod.Normal));
            }
        }
    }

    private static void RequireNumbers(ParameterUncertainty parameter)
    {
        foreach (var interval in new[] { parameter.Interval, parameter.Wald, parameter.Bootstrap ?? default })
        {
            Assert.IsFalse(double.IsNaN(interval.Lower) || double.IsNaN(interval.Upper), parameter.ToString());
            Assert.IsLessThanOrEqualTo(interval.Upper, interval.Lower, parameter.ToString());
        }
        Assert.IsTrue(double.IsFinite(parameter.Estimate) && parameter.StandardError >= 0, parameter.ToString());
    }

    /// <summary>Of the original law, γ is the diagonal of P and β the rest.</summary>
    private static string Kind(LawParameter parameter) => parameter.Kind switch
    {
        ParameterKind.Prior => "ρ",
        ParameterKind.Efficiency => "K",
        ParameterKind.Gamma => "γ",
        ParameterKind.Beta => "β",
        _ => parameter.Name == $"probability[{parameter.Task},{parameter.Task}]" ? "γ" : "β",
    };
}
