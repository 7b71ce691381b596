using SuppressionLab.Primitives.Files;

namespace SuppressionLab.Experiments.Store;

/// <summary>A run's folder in the hands of one process: two at once would train into the same work folders.</summary>
internal sealed class RunLock : IDisposable
{
    private const string FileName = ".lock";

    private readonly FileStream _file;

    /// <summary>Takes the folder, creating it if missing, and clears what killed runs left half-written in it.</summary>
    /// <exception cref="IOException">Another process has it, or it cannot be written.</exception>
    public RunLock(string root)
    {
        Directory.CreateDirectory(root);
        var path = Path.Combine(root, FileName);
        try
        {
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (File.Exists(path))
        {
            throw new IOException($"{root}: another run is using this folder; wait for it or give another --out", error);
        }
        Leftovers.Remove(root);
    }

    /// <summary>Lets go of the folder; a killed process lets go of it too.</summary>
    public void Dispose() => _file.Dispose();
}
