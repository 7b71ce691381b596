namespace SuppressionLab.Primitives.Parquet;

/// <summary>
/// A file for a reader that may never notice its end: Parquet.Net 6.1 loops for ever on some damaged page headers and
/// counts. No honest use reads or seeks past the end, or takes several times the file's bytes; here both throw.
/// </summary>
internal sealed class BoundedReadStream : Stream
{
    private readonly FileStream _file;
    private readonly long _length;
    private long _bytesLeft;

    public BoundedReadStream(string path)
    {
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        _length = _file.Length;
        _bytesLeft = (16 * _length) + (1 << 20);
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => _length;

    public override long Position
    {
        get => _file.Position;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = _file.Read(buffer);
        _bytesLeft -= read;
        return (read > 0 || buffer.IsEmpty) && _bytesLeft >= 0 ? read : throw BeyondEnd();
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        var position = _file.Seek(offset, origin);
        return position <= _length ? position : throw BeyondEnd();
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
        }
        base.Dispose(disposing);
    }

    private static EndOfStreamException BeyondEnd() => new("The file's own counts lead beyond its end.");
}
