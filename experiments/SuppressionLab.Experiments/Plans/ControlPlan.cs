namespace SuppressionLab.Experiments.Plans;

/// <summary>
/// A control without training: the exact learner with its prior shifted by known doses, and with degraded components, taken
/// through the same curves, laws and verdict as the models.
/// </summary>
internal sealed record ControlPlan
{
    /// <summary>Shifts of the suppressed components' prior odds, in nats, growing, above 0.</summary>
    public double[] Shifts { get; init; } = [1, 2, 4];

    /// <summary>Shares of each row that the suppressed components lose to the average of all, growing, above 0, at most 1.</summary>
    public double[] Damages { get; init; } = [];

    /// <summary>Which exact learner it is.</summary>
    public ControlLearner Learner { get; init; } = ControlLearner.Document;

    /// <summary>Refuses values out of range.</summary>
    public void Validate(PlanCheck check)
    {
        check.That(Shifts.Length > 0 && Growing(Shifts) && Shifts.All(s => s is > 0 and <= 100), "control.shifts",
            $"[{string.Join(", ", Shifts)}]", "one or more growing numbers of nats above 0, at most 100");
        check.That(Growing(Damages) && Damages.All(s => s is > 0 and <= 1), "control.damages",
            $"[{string.Join(", ", Damages)}]", "growing shares above 0, at most 1");
    }

    private static bool Growing(double[] values) => values.Zip(values.Skip(1)).All(pair => pair.First < pair.Second);
}
