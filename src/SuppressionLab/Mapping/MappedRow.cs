using Microsoft.ML;
using Microsoft.ML.Data;

namespace SuppressionLab.Mapping;

/// <summary>One row with computed columns, computed when first read and again when the input row has moved.</summary>
internal sealed class MappedRow<TInput, TOutput> : DataViewRow where TOutput : class
{
    private readonly BatchedMapper<TInput, TOutput> _mapper;
    private readonly DataViewRow _input;
    private readonly IBatchScorer<TInput, TOutput>? _scorer;
    private readonly Func<TInput>? _reader;
    private long _computedAt = long.MinValue;
    private TOutput? _output;

    public MappedRow(BatchedMapper<TInput, TOutput> mapper, DataViewRow input, bool computes)
    {
        _mapper = mapper;
        _input = input;
        if (computes)
        {
            _scorer = mapper.OpenScorer();
            _reader = mapper.CreateReader(input);
        }
    }

    public override DataViewSchema Schema => _mapper.OutputSchema;

    public override long Position => _input.Position;

    public override long Batch => _input.Batch;

    public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) =>
        _mapper.IsActive(column, _input, computes: _scorer is not null);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        _mapper.CreateGetter<TValue>(column, _input, _scorer is null ? null : Current);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _scorer?.Dispose();
            _input.Dispose();
        }
        base.Dispose(disposing);
    }

    private TOutput Current()
    {
        if (_output is null || _computedAt != _input.Position)
        {
            _output = _scorer!.Score([_reader!()])[0];
            _computedAt = _input.Position;
        }
        return _output;
    }
}
