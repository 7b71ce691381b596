namespace SuppressionLab.Experiments.Store;

/// <summary>What the journal records of an artefact.</summary>
internal enum JournalEvent
{
    /// <summary>A process began to make it.</summary>
    Begun,

    /// <summary>It was stored.</summary>
    Stored,

    /// <summary>It was made, but another process was first; what was made is dropped.</summary>
    Surplus,

    /// <summary>An attempt failed.</summary>
    Failed,

    /// <summary>It was found damaged and set aside.</summary>
    Damaged,
}
