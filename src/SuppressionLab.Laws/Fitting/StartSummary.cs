namespace SuppressionLab.Laws.Fitting;

/// <summary>What a search says of its starts; see the properties of <see cref="LawFit"/>.</summary>
/// <param name="Tried">How many were tried.</param>
/// <param name="Agreeing">How many ended at the best squared error.</param>
/// <param name="BestStart">The first that led to it.</param>
internal readonly record struct StartSummary(int Tried, int Agreeing, int BestStart);
