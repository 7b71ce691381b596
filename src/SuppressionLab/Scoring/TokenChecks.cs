using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Scoring;

/// <summary>Checks of values that come out of columns, before they reach native code.</summary>
internal static class TokenChecks
{
    /// <summary>Checks token ids.</summary>
    /// <exception cref="InputException">One is outside 0 … <paramref name="limit"/> − 1.</exception>
    public static void CheckRange(ReadOnlySpan<int> values, int limit, string column, long row)
    {
        var bad = values.IndexOfAnyExceptInRange(0, limit - 1);
        if (bad >= 0)
        {
            throw new InputException(
                $"column '{column}', row {row}, item {bad}: {values[bad]} is outside 0 to {limit - 1}");
        }
    }

    /// <summary>Checks that a row fits the network's context.</summary>
    /// <exception cref="InputException">It is empty or too long.</exception>
    public static void CheckLength(int length, int contextLength, string column, long row)
    {
        if (length < 1 || length > contextLength)
        {
            throw new InputException(
                $"column '{column}', row {row}: {length} tokens; the network's context allows 1 to {contextLength}");
        }
    }
}
