namespace SuppressionLab.Experiments.Sections.Methods;

/// <summary>The sections of a report of several methods, in order. A new section is one class and one line here.</summary>
internal static class MethodSections
{
    /// <summary>All sections.</summary>
    public static IReadOnlyList<IMethodSection> All { get; } =
    [
        new ParetoSection(),
        new OutcomeSection(),
        new ResidueSection(),
        new LawShiftSection(),
        new MethodCurvesSection(),
        new RelearningSection(),
        new AttackSection(),
        new SamplingSection(),
        new DistanceSection(),
        new LearningRateSection(),
    ];
}
