namespace SuppressionLab.Generators.Files;

/// <summary>A row of a token table: lists of integers, then integers that may be missing.</summary>
internal sealed record TokenRow(int[][] Lists, int?[] Scalars);
