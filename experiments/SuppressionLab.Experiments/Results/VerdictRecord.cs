using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Suppression;
using SuppressionLab.Laws.Uncertainty;

namespace SuppressionLab.Experiments.Results;

/// <summary>What suppression changed in one network, for one example length, by joint fits to all its amounts.</summary>
internal sealed record VerdictRecord
{
    /// <summary>Which network.</summary>
    public required string Model { get; init; }

    /// <summary>The methods compared with the model before.</summary>
    public required string[] Methods { get; init; }

    /// <summary>The root seed.</summary>
    public required long Seed { get; init; }

    /// <summary>The example length.</summary>
    public required int K { get; init; }

    /// <summary>The law.</summary>
    public required string Law { get; init; }

    /// <summary>The smallest model that is not refuted, by its name in files.</summary>
    public required string Chosen { get; init; }

    /// <summary>The verdict in words.</summary>
    public required string Sentence { get; init; }

    /// <summary>What the noise was taken from.</summary>
    public required NoiseSource Noise { get; init; }

    /// <summary>The fitted tasks (components).</summary>
    public required int[] Tasks { get; init; }

    /// <summary>The conditions with the chosen model's parameters, the model before first.</summary>
    public required VerdictCondition[] Conditions { get; init; }

    /// <summary>All models, smallest first.</summary>
    public required VerdictScore[] Scores { get; init; }

    /// <summary>The tests of smaller against larger models.</summary>
    public required VerdictTest[] Tests { get; init; }

    /// <summary>
    /// Whether the conditions share anything: if not, every condition is a fit of its own, and its parameters are as
    /// well or badly determined as that.
    /// </summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool Shares => Chosen != SuppressionModel.Everything.Name;

    /// <summary>The chosen model's score.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public VerdictScore ChosenScore => Scores.First(score => score.Model == Chosen);

    /// <summary>The condition of a method and amount; null if it was not judged.</summary>
    public VerdictCondition? Condition(string method, double amount) =>
        Array.Find(Conditions, condition => condition.Method == method && condition.Amount == amount);

    /// <summary>Makes the record of an analysis.</summary>
    public static VerdictRecord Of(
        string model, long seed, int k, IReadOnlyList<(string Method, double Amount)> conditions, SuppressionVerdict verdict) => new()
    {
        Model = model,
        Methods = [.. conditions.Select(c => c.Method).Where(method => method != "none").Distinct()],
        Seed = seed,
        K = k,
        Law = verdict.Fit.Family.Name,
        Chosen = verdict.Chosen.Name,
        Sentence = verdict.Sentence,
        Noise = verdict.Noise,
        Tasks = [.. verdict.Fit.Tasks],
        Conditions = [.. conditions.Select((c, i) => ToCondition(c.Method, c.Amount, verdict, i))],
        Scores = [.. verdict.Scores.Select(s => new VerdictScore(
            s.Model.Name, s.Model.Title, s.FreeParameters, s.Sse, s.Explained, Finite(s.Aicc), Finite(s.Bic), s.HeldOutRmse))],
        Tests = [.. verdict.Tests.Select(t => new VerdictTest(
            t.Smaller.Name, t.Larger.Name, t.Statistic, t.PValue, t.Replicates, t.Difference))],
    };

    private static VerdictCondition ToCondition(string method, double amount, SuppressionVerdict verdict, int condition)
    {
        VerdictParameter[] Of(ParameterKind kind) =>
        [
            .. verdict.Effects.Where(effect => effect.Condition == condition && effect.Kind == kind).Select(effect =>
                new VerdictParameter(effect.Value, Ends(effect.ValueInterval), effect.Change, Ends(effect.ChangeInterval))),
        ];
        return new(
            method, amount, Of(ParameterKind.Prior), Of(ParameterKind.Efficiency)[0], Of(ParameterKind.Gamma), Of(ParameterKind.Beta));
    }

    private static double?[]? Ends(ParameterInterval? interval) =>
        interval is { } i ? [Finite(i.Lower), Finite(i.Upper)] : null;

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
