using SuppressionLab.Evaluation;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Attacks;

/// <summary>
/// What an attack finds in one model. Attacks are functions of model, data, options and seed: curves of two models are
/// compared where all but the model was the same.
/// </summary>
/// <param name="Attack">The attack's name.</param>
/// <param name="Points">The points, series by series.</param>
public sealed record AttackCurve(string Attack, IReadOnlyList<AttackCurvePoint> Points)
{
    /// <summary>The points with the columns that say which model was attacked, for <see cref="AttackTable"/>.</summary>
    /// <param name="run">What was attacked.</param>
    public IReadOnlyList<AttackPoint> For(CurveRunInfo run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return
        [
            .. Points.Select(p => new AttackPoint(
                run.Model, run.Method, run.Amount, run.AmountUnit, run.Seed, Attack,
                p.Series, p.Component, p.Dose, p.DoseUnit, p.Quantity, p.Value, p.StandardError, p.Count)),
        ];
    }
}
