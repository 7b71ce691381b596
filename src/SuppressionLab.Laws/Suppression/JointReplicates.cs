using SuppressionLab.Laws.Uncertainty;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Suppression;

/// <summary>
/// Replicates of the curves of all conditions. Conditions of whole prompts are drawn with the same prompts, as they were
/// measured: what is common to them cancels in a comparison. Conditions of bare tables are drawn apart.
/// </summary>
internal sealed class JointReplicates(IReadOnlyList<SuppressionCondition> conditions, RandomKey key)
{
    private readonly CurveNoise[] _noises = [.. conditions.Select(condition => condition.ToNoise())];

    private readonly double[][][] _targets =
    [
        .. conditions.Select(condition => condition.Curves.Curves.Select(curve => new double[curve.Points]).ToArray()),
    ];

    /// <summary>The curves of one replicate around given centres, or around the measured means; [condition][task][point].</summary>
    /// <param name="replicate">Its index.</param>
    /// <param name="centres">[condition][task][point]; null for the measured means.</param>
    /// <returns>Valid until the next call.</returns>
    public double[][][] Draw(int replicate, double[][][]? centres)
    {
        for (var c = 0; c < conditions.Count; c++)
        {
            var own = conditions[c].Prompts is null ? key.Derive(replicate).Derive(c) : key.Derive(replicate);
            _noises[c].Draw(own.Open(), centres?[c], _targets[c]);
        }
        return _targets;
    }
}
