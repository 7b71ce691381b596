namespace SuppressionLab.Experiments.Store;

/// <summary>Tells a store that cannot be written from a passing failure.</summary>
internal static class StorageFailure
{
    // errno of Linux and macOS (ENOSPC, EROFS, EDQUOT on either), and Windows' codes for a full or write-protected disk.
    private static readonly HashSet<int> s_codes = [28, 30, 69, 122, unchecked((int)0x80070070), unchecked((int)0x80070027), unchecked((int)0x80070013)];

    /// <summary>Whether it will happen again to every stage: a full disk, a read-only file system, a missing right.</summary>
    public static bool IsLasting(Exception error) => error switch
    {
        UnauthorizedAccessException => true,
        IOException io => s_codes.Contains(io.HResult) || (io.InnerException is { } inner && IsLasting(inner)),
        _ => false,
    };
}
