using TorchSharp;

namespace SuppressionLab.LanguageModels.Scoring;

/// <summary>Rows of different lengths as one tensor, filled up on the right, which causal attention never sees.</summary>
internal static class PaddedRows
{
    /// <summary>Tokens [rows, longest row], int64, with token 0 where a row has ended.</summary>
    public static torch.Tensor ToTensor(IReadOnlyList<int[]> rows, torch.Device device)
    {
        var time = rows.Max(row => row.Length);
        var tokens = new long[rows.Count * time];
        for (var row = 0; row < rows.Count; row++)
        {
            var to = tokens.AsSpan(row * time, rows[row].Length);
            for (var t = 0; t < to.Length; t++)
            {
                to[t] = rows[row][t];
            }
        }
        return torch.tensor(tokens, [rows.Count, time], device: device);
    }
}
