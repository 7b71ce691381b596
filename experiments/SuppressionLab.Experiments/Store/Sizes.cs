using System.Globalization;

namespace SuppressionLab.Experiments.Store;

/// <summary>Sizes of files and folders.</summary>
internal static class Sizes
{
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB", "PB"];

    /// <summary>The bytes of all files below a folder, or of a file.</summary>
    public static long Of(string path) => File.Exists(path)
        ? new FileInfo(path).Length
        : new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    /// <summary>What a person reads, in powers of 1,000.</summary>
    public static string Text(double bytes)
    {
        var unit = bytes < 1 ? 0 : Math.Min(Units.Length - 1, (int)Math.Log(bytes, 1000));
        return $"{(bytes / Math.Pow(1000, unit)).ToString(unit == 0 ? "0" : "0.0", CultureInfo.InvariantCulture)} {Units[unit]}";
    }
}
