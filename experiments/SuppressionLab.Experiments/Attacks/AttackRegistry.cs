using SuppressionLab.Experiments.Plans;

namespace SuppressionLab.Experiments.Attacks;

/// <summary>The attacks that plans can ask for. A new one is a plan part, a class here and its line.</summary>
internal static class AttackRegistry
{
    /// <summary>Those that a plan asks for.</summary>
    public static IReadOnlyList<ModelAttack> Of(AttackPlan? plan, NetworkPlan network, CurvePlan curves) =>
    [
        .. new ModelAttack?[]
        {
            plan?.Relearning is { } relearning ? new RelearnAttack(relearning, curves, network.ContextLength) : null,
            plan?.Sampling is { } sampling ? new SamplingAttack(sampling) : null,
            plan?.Probe is { } probe ? new ProbeAttack(probe) : null,
            plan?.Neighbours is { } neighbours ? new NeighbourAttack(neighbours) : null,
            plan?.Prefixes is { } prefixes ? new PrefixAttack(prefixes, curves, network.ContextLength) : null,
        }.OfType<ModelAttack>(),
    ];
}
