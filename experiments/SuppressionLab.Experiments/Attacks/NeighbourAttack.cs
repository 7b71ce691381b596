using SuppressionLab.Attacks;
using SuppressionLab.Experiments.Plans;

namespace SuppressionLab.Experiments.Attacks;

/// <summary>Nearest neighbours on output distributions (kNN prompting): documents told apart by what a model expects next.</summary>
internal sealed class NeighbourAttack(NeighbourPlan plan) : ModelAttack
{
    public const string AttackName = "nearest-neighbours";

    public override string Name => AttackName;

    public override int Version => 1;

    public override object Settings => plan;

    public override double Tokens(int layers) => (double)(plan.Anchors + plan.Test) * plan.PrefixLengths.Sum(length => length + 1);

    public override AttackCurve Run(AttackSubject subject)
    {
        // A BOS before the longest beginning.
        var length = plan.PrefixLengths[^1] + 1;
        return subject.Context.Suppression.Attacks.NearestNeighbours(
            subject.Model,
            subject.Documents("neighbour-anchors", plan.Anchors, length),
            subject.Documents("neighbour-test", plan.Test, length),
            new NearestNeighboursOptions
            {
                Suppressed = subject.Suppressed,
                Neighbours = plan.Neighbours,
                PrefixLengths = plan.PrefixLengths,
                BatchSize = 128,
                Seed = (ulong)subject.Seed,
                CancellationToken = subject.Cancellation,
            });
    }
}
