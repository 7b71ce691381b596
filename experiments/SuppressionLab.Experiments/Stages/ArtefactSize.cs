namespace SuppressionLab.Experiments.Stages;

/// <summary>
/// Sizes of artefacts' files in bytes, for the dry run: within a factor of 2, by files that were measured. Texts are the
/// indented JSON and the CSV that stages write, numbers with all their digits.
/// </summary>
internal static class ArtefactSize
{
    private const double JsonNumber = 17;
    private const double Float32 = 4;
    private const double Header = 2_600;
    private const double HistoryPoint = 150;
    private const int StepsAPoint = 10;
    private const double ParquetFile = 1_000;
    private const double ScoreRow = 21;
    private const double CurveRow = 160;
    private const double PooledFit = 1_500;
    private const double SingleFit = 1_200;
    // A fit to a prefix has no intervals.
    private const double PrefixShare = 0.65;
    private const double Record = 320;

    /// <summary>A mixture of so many components, each of so many numbers.</summary>
    public static double Mixture(int components, double numbers) => 300 + (components * numbers * JsonNumber);

    /// <summary>Documents or pairs of so many tokens, each a little over the bits of a symbol.</summary>
    public static double Documents(double tokens, int symbols) => ParquetFile + (tokens * Math.Max(1, 0.36 * Math.Log2(symbols)));

    /// <summary>So many checkpoints without an optimiser's state, and the losses of so many steps.</summary>
    public static double Training(long parameters, int checkpoints, long steps) =>
        (checkpoints * ((Float32 * parameters) + Header)) + (HistoryPoint * steps / StepsAPoint);

    /// <summary>Prompt scores and the curves that average them.</summary>
    public static double Scores(IEnumerable<ScoredShape> shapes) =>
        ParquetFile + shapes.Sum(shape => (shape.Scores * ScoreRow) + (shape.Points * CurveRow));

    /// <summary>Fits of pooled laws and of laws of one component, to all shots and to so many prefixes.</summary>
    public static double Fits(IEnumerable<ScoredShape> shapes, int pooled, int single, int prefixes) => shapes.Sum(shape =>
        shape.Components * ((pooled * PooledFit * (1 + (PrefixShare * prefixes))) + (single * SingleFit * (1 + prefixes))));

    /// <summary>Verdicts on so many models together.</summary>
    public static double Verdict(int models) => 2_000 + (5_000.0 * models);

    /// <summary>So many records of a few numbers, as JSON or CSV.</summary>
    public static double Records(double records) => 100 + (Record * records);
}
