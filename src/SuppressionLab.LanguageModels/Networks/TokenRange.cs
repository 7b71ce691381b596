using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.LanguageModels.Networks;

/// <summary>Checks tokens before torch sees them: its own error aborts without saying where.</summary>
internal static class TokenRange
{
    public static void Check(ReadOnlySpan<int> tokens, int vocabulary)
    {
        var wrong = tokens.IndexOfAnyExceptInRange(0, vocabulary - 1);
        if (wrong >= 0)
        {
            throw new InputException(
                $"tokens: {tokens[wrong]} at position {wrong}; the network's vocabulary allows 0 to {vocabulary - 1}");
        }
    }
}
