using SuppressionLab.Attacks;
using SuppressionLab.Experiments.Plans;

namespace SuppressionLab.Experiments.Attacks;

/// <summary>Linear probes for the component from the hidden states of short documents, by layer.</summary>
internal sealed class ProbeAttack(ProbePlan plan) : ModelAttack
{
    public const string AttackName = "linear-probe";

    public override string Name => AttackName;

    public override int Version => 1;

    public override object Settings => plan;

    /// <summary>A pass for every layer, half of the blocks in the mean.</summary>
    public override double Tokens(int layers) => (double)(plan.Training + plan.Test) * plan.DocumentLength * (layers + 2) / 2;

    public override AttackCurve Run(AttackSubject subject) => subject.Context.Suppression.Attacks.LinearProbe(
        subject.Model,
        subject.Documents("probe-training", plan.Training, plan.DocumentLength),
        subject.Documents("probe-test", plan.Test, plan.DocumentLength),
        new LinearProbeOptions
        {
            Suppressed = subject.Suppressed,
            BatchSize = 128,
            Seed = (ulong)subject.Seed,
            CancellationToken = subject.Cancellation,
        });
}
