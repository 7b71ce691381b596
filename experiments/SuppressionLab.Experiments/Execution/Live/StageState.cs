namespace SuppressionLab.Experiments.Execution.Live;

/// <summary>Where a stage is in a run.</summary>
internal enum StageState
{
    /// <summary>To be made.</summary>
    Waiting,

    /// <summary>Being made in this process.</summary>
    Running,

    /// <summary>Stored before this run.</summary>
    Cached,

    /// <summary>Made, by this process or another.</summary>
    Done,

    /// <summary>It could not be made.</summary>
    Failed,

    /// <summary>Not made, as one that it needs failed.</summary>
    Blocked,
}
