namespace SuppressionLab.Generators.Files;

/// <summary>
/// A file for a reader that may never notice its end: Parquet.Net 6.1 loops for ever on some damaged footers and page
/// counts. Reads at the end of the file are counted, and so are all bytes; beyond any honest use the stream throws.
/// </summary>
internal sealed class BoundedReadStream : Stream
{
    private const int MostReadsAtEnd = 1_000;
    private readonly FileStream _file;
    private readonly long _mostBytes;
    private long _bytes;
    private int _readsAtEnd;

    public BoundedReadStream(string path)
    {
        _file = File.OpenRead(path);
        _mostBytes = (16 * _file.Length) + (1 << 20);
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => _file.Length;

    public override long Position
    {
        get => _file.Position;
        set => _file.Position = value;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = _file.Read(buffer);
        _bytes += read;
        _readsAtEnd += read == 0 && buffer.Length > 0 ? 1 : 0;
        return _readsAtEnd <= MostReadsAtEnd && _bytes <= _mostBytes
            ? read
            : throw new EndOfStreamException("The file's own counts lead beyond its end.");
    }

    public override long Seek(long offset, SeekOrigin origin) => _file.Seek(offset, origin);

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
}
