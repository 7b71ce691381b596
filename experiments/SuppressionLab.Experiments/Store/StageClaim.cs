using System.Diagnostics;
using System.Text;
using System.Text.Json;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Json;

namespace SuppressionLab.Experiments.Store;

/// <summary>
/// A stage in the hands of one process: a locked file in the stage's work folder, which the operating system lets go when
/// the process ends, however it ends. It is written again every few seconds, with what the stage has cost so far: that a
/// process lives is seen by it, and a resumed stage's cost includes the killed attempt's.
/// </summary>
internal sealed class StageClaim : IDisposable
{
    /// <summary>The file within the stage's work folder.</summary>
    public const string FileName = "claim.json";

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    private readonly FileStream _file;
    private readonly StageCost _before;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly CpuShares.Share _share = CpuShares.Begin();
    private readonly Lock _gate = new();
    private readonly Timer _timer;

    private StageClaim(FileStream file)
    {
        _file = file;
        _before = ReadCost(file);
        _timer = new Timer(_ => Write(), null, TimeSpan.Zero, Beat);
    }

    /// <summary>What the stage has cost so far.</summary>
    public StageCost Cost => new(
        _before.WallSeconds + _clock.Elapsed.TotalSeconds, _before.CpuSeconds + _share.Seconds, _before.Attempts + 1);

    /// <summary>Takes a stage; null where another process has it.</summary>
    /// <param name="work">The stage's work folder, created if missing.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static StageClaim? Take(string work)
    {
        Directory.CreateDirectory(work);
        var path = Path.Combine(work, FileName);
        try
        {
            return new StageClaim(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (DirectoryNotFoundException)
        {
            // The one that had it has finished, and removed the folder.
            return null;
        }
        catch (IOException error) when (IsLocked(error))
        {
            return null;
        }
    }

    /// <summary>Whether no process has the stage of a work folder.</summary>
    public static bool IsFree(string work)
    {
        var path = Path.Combine(work, FileName);
        if (!File.Exists(path))
        {
            return true;
        }
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>When the claim was last written, or null where there is none.</summary>
    public static DateTime? LastBeat(string work)
    {
        var file = new FileInfo(Path.Combine(work, FileName));
        return file.Exists ? file.LastWriteTimeUtc : null;
    }

    /// <summary>Lets go of the stage.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        Write();
        lock (_gate)
        {
            _file.Dispose();
        }
        _share.Dispose();
    }

    /// <summary>Somebody else's lock, rather than a full disk or a missing right.</summary>
    private static bool IsLocked(IOException error) => error is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException)
        && !StorageFailure.IsLasting(error);

    private static StageCost ReadCost(FileStream file)
    {
        try
        {
            using var reader = new StreamReader(file, Encoding.UTF8, leaveOpen: true);
            var text = reader.ReadToEnd();
            return text.Length == 0 ? StageCost.None : StrictJson.Parse<StageCost>(text, file.Name);
        }
        catch (Exception error) when (error is InputException or JsonException)
        {
            // Killed in the middle of a beat.
            return StageCost.None;
        }
    }

    private void Write()
    {
        lock (_gate)
        {
            if (!_file.CanWrite)
            {
                return;
            }
            try
            {
                var text = Encoding.UTF8.GetBytes(StrictJson.FormatLine(Cost));
                _file.Position = 0;
                _file.Write(text);
                _file.SetLength(text.Length);
                _file.Flush();
            }
            catch (IOException)
            {
                // The stage's own writes will say that the disk is full; a beat is nothing to fail for.
            }
        }
    }
}
