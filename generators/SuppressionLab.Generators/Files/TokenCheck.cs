using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Generators.Files;

/// <summary>Checks of tokens that come from files.</summary>
internal static class TokenCheck
{
    /// <summary>Refuses tokens outside 0 … tokenCount−1, or negative ones if the count is not known.</summary>
    public static void InVocabulary(ReadOnlySpan<int> tokens, int? tokenCount, string field, string source)
    {
        var last = (tokenCount ?? int.MaxValue) - 1;
        var at = tokens.IndexOfAnyExceptInRange(0, last);
        if (at >= 0)
        {
            throw new InputException($"{source}: {field}[{at}] is {tokens[at]}; 0 to {last} are allowed");
        }
    }
}
