using System.Globalization;

namespace SuppressionLab.Experiments.Slurm;

/// <summary>Reads what <c>squeue</c> prints in columns of fixed widths, in which an empty field and a space in one do no harm.</summary>
internal static class SlurmQueue
{
    private static readonly (string Field, int Width)[] Columns =
        [("ArrayJobID", 20), ("ArrayTaskID", 20), ("State", 20), ("RestartCnt", 10), ("NodeList", 60), ("Reason", 100), ("Name", 250)];

    /// <summary>The argument of squeue's <c>--Format</c>.</summary>
    public static string Format { get; } = string.Join(',', Columns.Select(column => $"{column.Field}:{column.Width}"));

    /// <summary>The tasks that were printed, one a line.</summary>
    /// <exception cref="SlurmException">A line is not of this format.</exception>
    public static IReadOnlyList<SlurmTask> Parse(string text) =>
        [.. text.Split('\n').Where(line => !string.IsNullOrWhiteSpace(line)).Select(ParseLine)];

    private static SlurmTask ParseLine(string line)
    {
        var fields = new string[Columns.Length];
        var start = 0;
        for (var i = 0; i < Columns.Length; i++)
        {
            var from = Math.Min(start, line.Length);
            fields[i] = line[from..Math.Min(start + Columns[i].Width, line.Length)].Trim();
            start += Columns[i].Width;
        }
        var isTask = int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var index);
        if (!long.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var job) || (!isTask && fields[1] != "N/A")
            || !int.TryParse(fields[3], NumberStyles.None, CultureInfo.InvariantCulture, out var restarts) || fields[2].Length == 0)
        {
            throw new SlurmException($"squeue printed a line that is not understood: '{line.Trim()}'");
        }
        return new SlurmTask(job, isTask ? index : null, fields[2], restarts, fields[4], fields[5], fields[6]);
    }
}
