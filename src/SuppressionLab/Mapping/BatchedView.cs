using Microsoft.ML;

namespace SuppressionLab.Mapping;

/// <summary>
/// A view with computed columns. Its cursor walks two cursors of the source in step: one ahead, which reads the inputs
/// of a whole batch, and one for the columns that pass through, so that nothing but the inputs is buffered. If no
/// computed column is asked for, nothing is computed.
/// </summary>
internal sealed class BatchedView<TInput, TOutput>(BatchedMapper<TInput, TOutput> mapper, IDataView source) : IDataView
    where TOutput : class
{
    /// <summary>Two shuffled cursors need not agree; a shuffling transform after this one does.</summary>
    public bool CanShuffle => false;

    public DataViewSchema Schema => mapper.OutputSchema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var columns = columnsNeeded.ToList();
        var passing = source.GetRowCursor(columns.Where(c => !mapper.IsComputed(c)).Select(c => source.Schema[c.Index]));
        if (!columns.Any(mapper.IsComputed))
        {
            return new BatchedCursor<TInput, TOutput>(mapper, passing, ahead: null);
        }
        return new BatchedCursor<TInput, TOutput>(mapper, passing, source.GetRowCursor(mapper.Inputs));
    }

    /// <summary>One cursor: a network already uses every core for a batch.</summary>
    public DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded)];
}
