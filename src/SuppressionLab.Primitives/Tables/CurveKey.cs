namespace SuppressionLab.Primitives.Tables;

/// <summary>What identifies a point of a curve; ordered field by field, texts by code point.</summary>
internal readonly record struct CurveKey(
    string Model, string Method, double Amount, string AmountUnit, long Step, long Seed, int K, int Component, int Shots)
    : IComparable<CurveKey>
{
    public static CurveKey Of(PromptScore score) => new(
        score.Model, score.Method, score.Amount, score.AmountUnit, score.Step, score.Seed, score.K, score.Component,
        score.Shots);

    public int CompareTo(CurveKey other)
    {
        var order = string.CompareOrdinal(Model, other.Model);
        order = order != 0 ? order : string.CompareOrdinal(Method, other.Method);
        order = order != 0 ? order : Amount.CompareTo(other.Amount);
        order = order != 0 ? order : string.CompareOrdinal(AmountUnit, other.AmountUnit);
        return order != 0 ? order : (Step, Seed, K, Component, Shots).CompareTo(
            (other.Step, other.Seed, other.K, other.Component, other.Shots));
    }
}
