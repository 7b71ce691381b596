using Microsoft.ML.Runtime;
using SuppressionLab.Interop.Persistence;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Fitting;
using SuppressionLab.Mapping;

namespace SuppressionLab.CurveFitting;

/// <summary>
/// A fitted law as a transformer: adds <c>PredictedProbability</c> (Double) for a task and a number of shots. Its
/// parameters are in <see cref="Laws"/>; the fits with errors and diagnostics in <see cref="Fits"/>.
/// </summary>
public sealed class LawTransformer : MappingTransformer<LawTransformer>, IPersistentTransformer<LawTransformer>
{
    /// <summary>Bounds on what a file may ask for before anything is allocated.</summary>
    private const int MaximumFits = 1 << 16;

    internal LawTransformer(IReadOnlyList<FittedLaw> laws, LawOptions options, IReadOnlyList<LawFit>? fits)
    {
        options.Validate();
        Laws = laws;
        Options = options;
        Fits = fits;
    }

    /// <inheritdoc/>
    public static ModelFormat ModelFormat { get; } = new("SLABCLAW", 1, 0);

    /// <summary>The columns read and added.</summary>
    public LawOptions Options { get; }

    /// <summary>The parameters: one entry for a pooled law, one a task for a curve law.</summary>
    public IReadOnlyList<FittedLaw> Laws { get; }

    /// <summary>The fits behind <see cref="Laws"/>, in the same order; null if the model was loaded.</summary>
    public IReadOnlyList<LawFit>? Fits { get; }

    private protected override IRowMapping Mapping => new LawMapping(Laws, Options);

    /// <inheritdoc/>
    protected override void Save(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var fields = writer.Fields;
        fields.Write(Options.TaskColumnName);
        fields.Write(Options.ShotsColumnName);
        fields.Write(Options.OutputColumnName);
        fields.Write(Options.ShotOrigin);
        fields.Write(Laws[0].Family.Name);
        fields.Write(Laws.Count);
        foreach (var law in Laws)
        {
            fields.Write(law.Tasks.Count);
            foreach (var task in law.Tasks)
            {
                fields.Write(task);
            }
            foreach (var coordinate in law.Coordinates)
            {
                fields.Write(coordinate);
            }
        }
    }

    static LawTransformer IPersistentTransformer<LawTransformer>.Load(IHostEnvironment environment, ModelReader reader)
    {
        var fields = reader.Fields;
        var options = new LawOptions
        {
            TaskColumnName = fields.ReadString(),
            ShotsColumnName = fields.ReadString(),
            OutputColumnName = fields.ReadString(),
            ShotOrigin = fields.ReadInt32(),
        };
        var family = LawRegistry.Get(fields.ReadString());
        var laws = new FittedLaw[ReadCount(fields, "fits", MaximumFits)];
        for (var i = 0; i < laws.Length; i++)
        {
            laws[i] = ReadLaw(fields, family);
        }
        return new LawTransformer(laws, options, fits: null);
    }

    private static FittedLaw ReadLaw(BinaryReader fields, LawFamily family)
    {
        var tasks = new int[ReadCount(fields, "tasks", family.IsPooled ? BayesianLaw.MaximumTasks : 1)];
        for (var i = 0; i < tasks.Length; i++)
        {
            tasks[i] = fields.ReadInt32();
        }
        var coordinates = new double[family.FreeParameters(tasks.Length)];
        for (var i = 0; i < coordinates.Length; i++)
        {
            coordinates[i] = fields.ReadDouble();
            if (!double.IsFinite(coordinates[i]))
            {
                throw new FormatException($"law '{family.Name}': parameter {i} is {coordinates[i]}; it must be finite");
            }
        }
        return new FittedLaw(family, tasks, coordinates);
    }

    private static int ReadCount(BinaryReader fields, string what, int maximum)
    {
        var count = fields.ReadInt32();
        return count >= 1 && count <= maximum
            ? count
            : throw new FormatException($"the fitted law says {count} {what}; 1 to {maximum} are allowed");
    }
}
