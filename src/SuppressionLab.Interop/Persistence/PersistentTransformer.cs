using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace SuppressionLab.Interop.Persistence;

/// <summary>
/// A transformer that <c>ml.Model.Save</c> and <c>ml.Model.Load</c> round-trip, in any process, with nothing for the
/// user to register. Derive from <see cref="PersistentTransformer{TSelf}"/>.
/// </summary>
public abstract class PersistentTransformer : ITransformer
{
    private protected PersistentTransformer()
    {
    }

    /// <inheritdoc/>
    public abstract bool IsRowToRowMapper { get; }

    private protected abstract ModelFormat Format { get; }

    /// <inheritdoc/>
    public abstract DataViewSchema GetOutputSchema(DataViewSchema inputSchema);

    /// <inheritdoc/>
    public abstract IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema);

    /// <inheritdoc/>
    public abstract IDataView Transform(IDataView input);

    /// <summary>Writes the transformer.</summary>
    protected abstract void Save(ModelWriter writer);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        PersistentTransformerLoader.CheckHome(GetType());
        ctx.CheckAtModel();
        ctx.SetVersionInfo(new VersionInfo(
            Format.Signature,
            Format.Packed,
            Format.Packed,
            (uint)Format.Major << 16,
            typeof(PersistentTransformer).Assembly.GetName().Name,
            PersistentTransformerLoader.Signature));
        Save(new ModelWriter(ctx));
    }
}
