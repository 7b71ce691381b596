namespace SuppressionLab.Experiments.Execution;

/// <summary>Why a stage failed: what decides whether it is tried again, and what a user can do.</summary>
internal enum FailureCause
{
    /// <summary>The plan asks for what cannot be: another try would end alike.</summary>
    Input,

    /// <summary>A loss that is not finite: another try would end alike, as results are a function of the plan.</summary>
    NonFiniteLoss,

    /// <summary>Files, memory or the device: the next try may go well.</summary>
    Passing,

    /// <summary>A store that cannot be written (a full disk, a read-only file system), a missing native library: every other stage would fail too.</summary>
    Machine,

    /// <summary>A defect of the program.</summary>
    Defect,
}
