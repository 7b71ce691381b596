namespace SuppressionLab.Experiments.Slurm;

/// <summary>A run's folder in the hands of one command that submits: two at once would submit everything twice.</summary>
internal sealed class SubmissionLock : IDisposable
{
    private const string FileName = ".submission.lock";

    private readonly FileStream _file;

    /// <summary>Takes the folder, creating it if missing.</summary>
    /// <exception cref="IOException">Another command has it, or it cannot be written.</exception>
    public SubmissionLock(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, FileName);
        try
        {
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (File.Exists(path))
        {
            throw new IOException($"{folder}: another command is submitting or cancelling here; wait for it", error);
        }
    }

    /// <summary>Lets go of the folder; a killed process lets go of it too.</summary>
    public void Dispose() => _file.Dispose();
}
