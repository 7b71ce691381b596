namespace SuppressionLab.Experiments.Stages;

/// <summary>A part of a plan that a report is without: one network, method and seed whose stages could not all be made.</summary>
/// <param name="Model">The network's name.</param>
/// <param name="Method">The method's label.</param>
/// <param name="Seed">The root seed.</param>
/// <param name="Stages">The keys of its stages.</param>
internal sealed record LostCell(string Model, string Method, long Seed, IReadOnlySet<string> Stages)
{
    /// <summary>What a person reads.</summary>
    public override string ToString() => $"{Model}, {Method}, seed {Seed}";
}
