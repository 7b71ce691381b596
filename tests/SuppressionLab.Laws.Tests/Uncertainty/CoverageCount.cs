namespace SuppressionLab.Laws.Tests.Uncertainty;

/// <summary>
/// How often an interval held the truth. Parameters of one set share their noise, so the standard error is over sets
/// (ratio estimator), not over parameters.
/// </summary>
internal sealed class CoverageCount
{
    private readonly List<(int Held, int Of)> _sets = [];

    public int Of => _sets.Sum(set => set.Of);

    public double Share => (double)_sets.Sum(set => set.Held) / Of;

    public double StandardError
    {
        get
        {
            var share = Share;
            var clustered = Math.Sqrt(_sets.Sum(set => Math.Pow(set.Held - (share * set.Of), 2))) / Of;
            // Few sets may happen to miss nothing: never below that of independent parameters at the nominal level.
            return Math.Max(clustered, Math.Sqrt(0.95 * 0.05 / Of));
        }
    }

    public void Add(IEnumerable<bool> held)
    {
        var (count, of) = (0, 0);
        foreach (var one in held)
        {
            of++;
            count += one ? 1 : 0;
        }
        if (of > 0)
        {
            _sets.Add((count, of));
        }
    }

    public override string ToString() => Of == 0 ? "     -      " : $"{100 * Share,5:F1} ± {100 * StandardError,-4:F1}";
}
