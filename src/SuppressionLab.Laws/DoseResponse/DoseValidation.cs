using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Fitting;
using SuppressionLab.Laws.Responses;
using SuppressionLab.Laws.Suppression;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Laws.DoseResponse;

/// <summary>
/// Predicts the curves of each condition from all others: amounts that were not measured, or large networks from small ones.
/// The law is fitted anew without the condition, so nothing of it leaks.
/// </summary>
public static class DoseValidation
{
    /// <summary>Holds out each condition in turn.</summary>
    /// <param name="family">The law of shots.</param>
    /// <param name="conditions">Three or more conditions; their amounts are the doses, all different.</param>
    /// <param name="model">What conditions share (the verdict's model, or everything free).</param>
    /// <param name="responses">
    /// The laws of the dose; those with more parameters than there are other conditions, and those that cannot take any real
    /// value (parameters are fitted on scales without bounds), are left out.
    /// </param>
    /// <exception cref="InputException">Fewer than three conditions, doses that repeat, or tasks that differ.</exception>
    public static IReadOnlyList<HeldOutDose> Run(
        TiedBayesianLaw family,
        IReadOnlyList<SuppressionCondition> conditions,
        SuppressionModel model,
        IReadOnlyList<ResponseFamily> responses)
    {
        ArgumentNullException.ThrowIfNull(conditions);
        ArgumentNullException.ThrowIfNull(responses);
        if (conditions.Count < 3 || conditions.Select(c => c.Amount).Distinct().Count() < conditions.Count)
        {
            throw new InputException("dose-response: at least 3 conditions of different doses are needed");
        }
        return [.. conditions.SelectMany(held => Without(family, conditions, held, model, responses))];
    }

    private static IEnumerable<HeldOutDose> Without(
        TiedBayesianLaw family,
        IReadOnlyList<SuppressionCondition> conditions,
        SuppressionCondition held,
        SuppressionModel model,
        IReadOnlyList<ResponseFamily> responses)
    {
        var others = conditions.Where(condition => condition != held).OrderBy(condition => condition.Amount).ToList();
        var models = SuppressionModel.All.Where(m => m == model || m.IsNestedIn(model)).ToList();
        var fit = JointFitter.FitAll(family, others, models)[^1];
        var points = others.Select((condition, c) => new DosePoint(condition.Amount, fit.Natural[c])).ToList();
        var beyond = held.Amount < others[0].Amount || held.Amount > others[^1].Amount;
        HeldOutDose Row(string name, Func<int, double[], double[]> predict) =>
            new(name, held.Name, held.Amount, beyond, Nrmse(held.Curves, predict));
        yield return Row("nearest", (t, shots) => Interpolate(Nearest(others, held.Amount).Curves.Curves[t], shots));
        yield return Row("interpolated", (t, shots) => Between(others, held.Amount, t, shots));
        foreach (var response in responses.Where(r => Suits(r, others.Count)).Prepend(null))
        {
            var curve = CurveResponse.Fit(family, points, response);
            yield return Row(response?.Name ?? "mean", (t, shots) => curve.Predict(held.Amount, t, shots));
        }
    }

    private static bool Suits(ResponseFamily response, int points) => response.Parameters.Count <= points
        && double.IsNegativeInfinity(response.ValueRange.Minimum) && double.IsPositiveInfinity(response.ValueRange.Maximum);

    private static double Nrmse(CurveSet curves, Func<int, double[], double[]> predict) =>
        Enumerable.Range(0, curves.Curves.Count).Average(t =>
            LawScore.Nrmse(predict(t, curves.Curves[t].Shots), curves.Curves[t].Probabilities));

    private static SuppressionCondition Nearest(IEnumerable<SuppressionCondition> others, double x) =>
        others.MinBy(condition => Math.Abs(double.LogP1(condition.Amount) - double.LogP1(x)))!;

    private static double[] Between(List<SuppressionCondition> others, double x, int task, double[] shots)
    {
        var above = others.FindIndex(condition => condition.Amount > x);
        if (above <= 0)
        {
            return Interpolate(Nearest(others, x).Curves.Curves[task], shots);
        }
        var (low, high) = (others[above - 1], others[above]);
        var share = (double.LogP1(x) - double.LogP1(low.Amount)) / (double.LogP1(high.Amount) - double.LogP1(low.Amount));
        var (first, second) = (Interpolate(low.Curves.Curves[task], shots), Interpolate(high.Curves.Curves[task], shots));
        return [.. first.Select((p, i) => p + (share * (second[i] - p)))];
    }

    /// <summary>A measured curve at other shots: straight lines between its points, level beyond them.</summary>
    private static double[] Interpolate(TaskCurve curve, double[] shots) => Array.ConvertAll(shots, n =>
    {
        var above = Array.FindIndex(curve.Shots, s => s >= n);
        if (above < 0)
        {
            return curve.Probabilities[^1];
        }
        if (above == 0 || curve.Shots[above] == n)
        {
            return curve.Probabilities[above];
        }
        var share = (n - curve.Shots[above - 1]) / (curve.Shots[above] - curve.Shots[above - 1]);
        return curve.Probabilities[above - 1] + (share * (curve.Probabilities[above] - curve.Probabilities[above - 1]));
    });
}
