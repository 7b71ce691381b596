using Parquet;
using Parquet.Schema;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Primitives.Parquet;

/// <summary>
/// A Parquet file open for reading that nobody vouches for. Parquet.Net 6.1 loops for ever on some damaged files; here
/// the footer is walked before the library sees it, counts are compared before anything is allocated for them, and
/// reads end with the file, so that every file is read or refused.
/// </summary>
public sealed class ParquetFile : IDisposable
{
    private readonly Stream _stream;
    private readonly ParquetReader _reader;

    private ParquetFile(string path, Stream stream, ParquetReader reader)
    {
        Path = path;
        _stream = stream;
        _reader = reader;
        Schema = reader.Schema;
    }

    /// <summary>The file, as it was named.</summary>
    public string Path { get; }

    /// <summary>The file's columns.</summary>
    public ParquetSchema Schema { get; }

    /// <summary>Opens a file and reads its footer.</summary>
    /// <exception cref="InputException">Not a whole Parquet file.</exception>
    /// <exception cref="IOException">The file is not there or cannot be opened.</exception>
    public static ParquetFile Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var stream = new BoundedReadStream(path);
        try
        {
            return Guard(path, async () =>
            {
                ParquetFooter.Check(stream);
                return new ParquetFile(path, stream, await ParquetReader.CreateAsync(stream).ConfigureAwait(false));
            });
        }
        catch (InputException)
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>The row groups, one after another; each is valid while the file is open.</summary>
    /// <exception cref="InputException">A group's counts disagree or are too large (while enumerating).</exception>
    public IEnumerable<ParquetGroup> Groups()
    {
        for (var i = 0; i < _reader.RowGroupCount; i++)
        {
            yield return new ParquetGroup(this, _reader.OpenRowGroupReader(i), i);
        }
    }

    /// <summary>The error of something wrong in this file.</summary>
    /// <param name="message">One line: what is wrong, where in the file, and what is allowed.</param>
    public InputException Refuse(string message) => new($"{Path}: {message}");

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _stream.Dispose();
    }

    /// <summary>Whatever the library stumbles over in a damaged file becomes one line about the file.</summary>
    internal static T Guard<T>(string path, Func<Task<T>> read)
    {
        try
        {
            return read().GetAwaiter().GetResult();
        }
        catch (Exception error)
        {
            throw new InputException($"{path}: not a whole Parquet file (truncated, damaged or of another kind)", error);
        }
    }
}
