using System.Collections.Concurrent;
using System.Text;

namespace SuppressionLab.Experiments.Store;

/// <summary>
/// Which artefacts were hashed and found whole, with the stamp that they had then (<see cref="ArtefactCheck.Stamp"/>): a
/// finished plan is run again without hashing every file. It is a cache: what it lacks is hashed, and what is read is
/// hashed in any case.
/// </summary>
internal sealed class VerifiedStamps
{
    private const string FileName = "verified.txt";
    private const int StampCharacters = 64;

    private readonly string _path;
    private readonly ConcurrentDictionary<string, string> _stamps = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Reads the cache of a store; a missing or torn one is as good as empty.</summary>
    public VerifiedStamps(string root)
    {
        _path = Path.Combine(root, FileName);
        if (!File.Exists(_path))
        {
            return;
        }
        foreach (var line in File.ReadLines(_path))
        {
            var space = line.IndexOf(' ');
            if (space == StampCharacters && line.Length > space + 1)
            {
                _stamps[line[(space + 1)..]] = line[..space];
            }
        }
    }

    /// <summary>Whether the artefact had this stamp when it was found whole.</summary>
    public bool Has(string artefact, string stamp) => _stamps.TryGetValue(artefact, out var known) && known == stamp;

    /// <summary>Remembers an artefact that was found whole; a store that cannot be written forgets it with the process.</summary>
    public void Add(string artefact, string stamp)
    {
        if (Has(artefact, stamp))
        {
            return;
        }
        _stamps[artefact] = stamp;
        lock (_gate)
        {
            Append($"{stamp} {artefact}\n");
        }
    }

    /// <summary>Forgets an artefact that was found damaged, so that the next run looks at it.</summary>
    public void Forget(string artefact)
    {
        if (_stamps.ContainsKey(artefact))
        {
            Add(artefact, new string('0', StampCharacters));
        }
    }

    /// <summary>Begins again with what still exists, after artefacts were removed.</summary>
    public void Keep(Func<string, bool> exists)
    {
        var kept = _stamps.Where(pair => exists(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal);
        Primitives.Files.AtomicFile.WriteText(_path, string.Concat(kept.Select(pair => $"{pair.Value} {pair.Key}\n")));
    }

    private void Append(string line)
    {
        try
        {
            using var file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            file.Write(Encoding.UTF8.GetBytes(line));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A cache: nothing is lost but time.
        }
    }
}
