using System.Text.Json;
using SuppressionLab.Experiments.Execution;

namespace SuppressionLab.Experiments.Runs;

/// <summary>A stage that could not be made, as a run's folder and report list it.</summary>
/// <param name="Kind">The stage's kind.</param>
/// <param name="Title">What a person reads.</param>
/// <param name="Key">The stage's key.</param>
/// <param name="Cause">Why, in a word: <c>input</c>, <c>non-finite-loss</c>, <c>passing</c>, <c>defect</c>.</param>
/// <param name="Reason">Why, in a line.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Cells">The networks, methods and seeds that are lost with it.</param>
/// <param name="Detail">The whole error, where it is a defect of the program.</param>
internal sealed record FailureRecord(
    string Kind, string Title, string Key, string Cause, string Reason, int Attempts, IReadOnlyList<string> Cells, string? Detail = null)
{
    /// <summary>A cause's word.</summary>
    public static string NameOf(FailureCause cause) => JsonNamingPolicy.KebabCaseLower.ConvertName(cause.ToString());
}
