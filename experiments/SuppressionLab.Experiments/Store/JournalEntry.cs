namespace SuppressionLab.Experiments.Store;

/// <summary>A line of the journal.</summary>
/// <param name="Utc">When.</param>
/// <param name="Event">What happened.</param>
/// <param name="Kind">The artefact's kind.</param>
/// <param name="Key">The artefact's key.</param>
/// <param name="Host">The machine.</param>
/// <param name="Process">The process.</param>
/// <param name="Detail">The failure's or damage's one line; null otherwise.</param>
internal sealed record JournalEntry(
    DateTime Utc, JournalEvent Event, string Kind, string Key, string Host, int Process, string? Detail = null);
