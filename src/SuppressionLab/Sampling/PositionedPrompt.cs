namespace SuppressionLab.Sampling;

/// <summary>What a continuation is drawn from: the tokens, and the row's position, which names its random stream.</summary>
internal sealed record PositionedPrompt(int[] Tokens, long Position);
