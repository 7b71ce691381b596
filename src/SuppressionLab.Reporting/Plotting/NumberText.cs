using System.Globalization;

namespace SuppressionLab.Reporting.Plotting;

/// <summary>Numbers as short texts.</summary>
internal static class NumberText
{
    /// <summary>A drawing coordinate: two decimals, no trailing zeros.</summary>
    public static string Coordinate(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A value for machines (tooltips' data): four significant digits.</summary>
    public static string Data(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    /// <summary>A value for readers: four significant digits, a true minus sign, − and ∞ spelt out.</summary>
    public static string Short(double value)
    {
        if (double.IsNaN(value))
        {
            return "–";
        }
        var magnitude = Math.Abs(value);
        var format = magnitude is 0 or >= 1e-3 and < 1e7 ? magnitude >= 100 ? "#,0.#" : "0.####" : "0.##E+0";
        return Tables.CellText.Number(value, format);
    }

    /// <summary>The label of a tick, with as many decimals as the step needs.</summary>
    public static string Tick(double value, double step)
    {
        var magnitude = Math.Abs(value);
        if (magnitude >= 1e7 || (step < 1e-4 && magnitude > 0))
        {
            return Tables.CellText.Number(value, "0.#E+0");
        }
        var decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(step) - 1e-9), 0, 6);
        return Tables.CellText.Number(value, decimals == 0 ? "#,0" : "0." + new string('0', decimals));
    }
}
