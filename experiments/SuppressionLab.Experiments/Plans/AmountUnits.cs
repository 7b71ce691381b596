using System.Globalization;

namespace SuppressionLab.Experiments.Plans;

/// <summary>Amounts in words.</summary>
internal static class AmountUnits
{
    /// <summary>The unit's name behind a number: <c>documents</c>, <c>tokens</c>, <c>FLOPs</c>.</summary>
    public static string Name(this AmountUnit unit) => unit switch
    {
        AmountUnit.Tokens => "tokens",
        AmountUnit.Flops => "FLOPs",
        _ => "documents",
    };

    /// <summary>An amount alone: digits for documents, short for the large numbers of tokens and operations.</summary>
    public static string Format(this AmountUnit unit, double amount) => unit == AmountUnit.Documents || amount < 100_000
        ? amount.ToString("N0", CultureInfo.InvariantCulture)
        : amount.ToString("0.##e+0", CultureInfo.InvariantCulture);

    /// <summary>An amount with its unit.</summary>
    public static string Describe(this AmountUnit unit, double amount) => $"{unit.Format(amount)} {unit.Name()}";
}
