namespace SuppressionLab.Experiments.Plans.Sources;

/// <summary>One step of a <see cref="PlanPath"/>: into a field of an object, or into a list.</summary>
/// <param name="Name">The field; null for a list.</param>
/// <param name="Index">Which of a list, from 0; null for all of it, and for a field.</param>
internal readonly record struct PlanStep(string? Name, int? Index)
{
    /// <summary>Whether the two can lead to the same place.</summary>
    public bool Meets(PlanStep other) => Name == other.Name && (Index is null || other.Index is null || Index == other.Index);

    public override string ToString() => Name ?? (Index is { } index ? $"[{index}]" : "[*]");
}
