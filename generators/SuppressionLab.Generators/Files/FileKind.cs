namespace SuppressionLab.Generators.Files;

/// <summary>The kind of a file by its extension.</summary>
internal static class FileKind
{
    public static bool IsParquet(string path) => path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase);
}
