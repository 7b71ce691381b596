using System.Text.Json.Serialization;

namespace SuppressionLab.Experiments.Results;

/// <summary>The file of <c>fit</c>: <c>{"fits":[…]}</c>, and with <c>--joint</c> <c>"verdicts":[…]</c>.</summary>
/// <param name="Fits">The fits.</param>
/// <param name="Verdicts">What suppression changed, by joint fits; null where it was not asked for.</param>
internal sealed record FitTable(
    IReadOnlyList<FitRecord> Fits,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<VerdictRecord>? Verdicts = null);
