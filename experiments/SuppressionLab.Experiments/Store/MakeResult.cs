namespace SuppressionLab.Experiments.Store;

/// <summary>How the making of an artefact ended.</summary>
internal enum MakeResult
{
    /// <summary>This process made it.</summary>
    Made,

    /// <summary>It was there by the time that this process could begin, or another process finished first.</summary>
    There,

    /// <summary>Another process is making it.</summary>
    Elsewhere,
}
