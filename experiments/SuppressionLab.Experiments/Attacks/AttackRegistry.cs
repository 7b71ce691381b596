using SuppressionLab.Experiments.Plans;

namespace SuppressionLab.Experiments.Attacks;

/// <summary>The attacks that plans can ask for.</summary>
internal static class AttackRegistry
{
    /// <summary>Those that a plan asks for.</summary>
    public static IReadOnlyList<ModelAttack> Of(AttackPlan? plan, NetworkPlan network, CurvePlan curves)
    {
        var attacks = new List<ModelAttack>();
        if (plan?.Relearning is { } relearning)
        {
            attacks.Add(new RelearningOfDocuments(relearning, curves, network.ContextLength));
        }
        return attacks;
    }
}
