namespace SuppressionLab.Experiments.Status;

/// <summary>How a stage of a run is.</summary>
internal enum StageState
{
    /// <summary>Its artefact is there.</summary>
    Stored,

    /// <summary>It is being made.</summary>
    Running,

    /// <summary>A job that will make it waits.</summary>
    Waiting,

    /// <summary>It could not be made.</summary>
    Failed,

    /// <summary>Its task ended without a result and without a reason of its own: cancelled, out of time or memory, a lost node.</summary>
    Ended,

    /// <summary>It needs one that failed or ended.</summary>
    Blocked,

    /// <summary>Nobody is going to make it as things are.</summary>
    Missing,
}
