namespace SuppressionLab.Experiments.Plans.Sources;

/// <summary>
/// Where each field of a plan was said, by path (<c>networks[0].layers</c>): a plan may come from several files and from the
/// command line, and a message about a field names the one to correct.
/// </summary>
internal sealed class PlanOrigins(string main)
{
    private readonly Dictionary<string, PlanOrigin> _origins = new(StringComparer.Ordinal);

    /// <summary>The file that was asked for.</summary>
    public PlanOrigin Main { get; } = new(main);

    /// <summary>Notes where a field was said; what was known of it is replaced.</summary>
    public void Set(string path, PlanOrigin origin) => _origins[path] = origin;

    /// <summary>Notes where a field with all that is in it was said.</summary>
    public void Replace(string path, PlanOrigin origin)
    {
        foreach (var inner in _origins.Keys.Where(key => key.Length > path.Length
            && key.StartsWith(path, StringComparison.Ordinal) && (key[path.Length] is '.' or '[')).ToList())
        {
            _origins.Remove(inner);
        }
        _origins[path] = origin;
    }

    /// <summary>Takes over what another source says; its fields win.</summary>
    public void Add(PlanOrigins other)
    {
        foreach (var (path, origin) in other._origins)
        {
            _origins[path] = origin;
        }
    }

    /// <summary>Where a field was said: its own place, else that of what it is in, else the file that was asked for.</summary>
    public PlanOrigin Of(string path)
    {
        while (path.Length > 0)
        {
            if (_origins.TryGetValue(path, out var origin))
            {
                return origin;
            }
            path = path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))];
        }
        return Main;
    }
}
