using System.Runtime.ExceptionServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace SuppressionLab.Mapping;

/// <summary>The cursor of a <see cref="BatchedView{TInput, TOutput}"/>.</summary>
internal sealed class BatchedCursor<TInput, TOutput> : DataViewRowCursor where TOutput : class
{
    private readonly BatchedMapper<TInput, TOutput> _mapper;
    private readonly DataViewRowCursor _passing;
    private readonly DataViewRowCursor? _ahead;
    private readonly IBatchScorer<TInput, TOutput>? _scorer;
    private readonly Func<TInput>? _reader;
    private TOutput[] _outputs = [];
    private long _firstOfBatch;
    private long _read;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Creates the cursor, which owns both cursors of the source.</summary>
    /// <param name="mapper">The computation.</param>
    /// <param name="passing">A cursor over the columns that pass through.</param>
    /// <param name="ahead">A cursor over the inputs, or null if no computed column is asked for.</param>
    public BatchedCursor(BatchedMapper<TInput, TOutput> mapper, DataViewRowCursor passing, DataViewRowCursor? ahead)
    {
        _mapper = mapper;
        _passing = passing;
        _ahead = ahead;
        if (ahead is null)
        {
            return;
        }
        try
        {
            _scorer = mapper.OpenScorer();
            _reader = mapper.CreateReader(ahead);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public override DataViewSchema Schema => _mapper.OutputSchema;

    public override long Position => _passing.Position;

    public override long Batch => _passing.Batch;

    public override bool MoveNext() => _passing.MoveNext();

    public override ValueGetter<DataViewRowId> GetIdGetter() => _passing.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) =>
        _mapper.IsActive(column, _passing, computes: _scorer is not null);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        _mapper.CreateGetter<TValue>(column, _passing, _scorer is null ? null : Current);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _scorer?.Dispose();
            _ahead?.Dispose();
            _passing.Dispose();
        }
        base.Dispose(disposing);
    }

    /// <summary>
    /// The output of the current row. Batches start at multiples of the batch size whichever rows are read, so that a
    /// row's bits do not depend on the rows that a reader skipped; a batch of which no row is read is not computed.
    /// </summary>
    private TOutput Current()
    {
        var position = _passing.Position;
        if (position < 0)
        {
            throw new InvalidOperationException("The cursor is not at a row; call MoveNext first.");
        }
        _failure?.Throw();
        while (position >= _firstOfBatch + _outputs.Length)
        {
            try
            {
                LoadBatch(isWanted: position < _read + (long)_mapper.BatchSize);
            }
            catch (Exception error)
            {
                // The cursor ahead stands in the middle of a batch: no later row could be told from another.
                _failure = ExceptionDispatchInfo.Capture(error);
                throw;
            }
        }
        return _outputs[position - _firstOfBatch];
    }

    private void LoadBatch(bool isWanted)
    {
        var rows = new List<TInput>();
        var first = _read;
        while (_read < first + (long)_mapper.BatchSize && _ahead!.MoveNext())
        {
            _read++;
            if (isWanted)
            {
                rows.Add(_reader!());
            }
        }
        if (_read == first)
        {
            throw new InvalidOperationException("Two cursors over the same view gave different numbers of rows.");
        }
        _outputs = isWanted ? _scorer!.Score(rows) : [];
        _firstOfBatch = isWanted ? first : _read;
    }
}
