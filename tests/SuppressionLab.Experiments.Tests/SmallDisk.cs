namespace SuppressionLab.Experiments.Tests;

/// <summary>A file system in memory, of a size, that a test can fill and write-protect. Needs root.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _folder;

    public SmallDisk(string folder, long bytes)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
        Mount("-t", "tmpfs", "-o", $"size={bytes}", "tmpfs", folder);
    }

    /// <summary>Changes its options.</summary>
    public void Remount(string options) => Mount("-o", $"remount,{options}", _folder);

    public void Dispose()
    {
        ProcessResult.Of("umount", "/", _folder);
        Directory.Delete(_folder, recursive: true);
    }

    private static void Mount(params string[] arguments)
    {
        var result = ProcessResult.Of("mount", "/", arguments);
        Assert.AreEqual(0, result.Code, $"a file system of its own could not be mounted, which takes root: {result.Output}");
    }
}
