using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Primitives.Tables.Formats;

/// <summary>
/// Reads the records of a CSV text one at a time (RFC 4180: commas, double quotes, doubled quotes inside, either line
/// end; a line without any character is skipped). The fields of the current record share one buffer.
/// </summary>
internal sealed class CsvReader(TextReader reader, string path)
{
    private const int MaximumRecord = 1 << 20;
    private readonly char[] _input = new char[1 << 15];
    private char[] _text = new char[1024];
    private int[] _ends = new int[32];
    private int _inputCount;
    private int _inputNext;
    private int _length;
    private long _linesEnded;

    /// <summary>The number of fields of the current record.</summary>
    public int Count { get; private set; }

    /// <summary>The line on which the current record starts, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>A field of the current record.</summary>
    public ReadOnlySpan<char> Field(int index)
    {
        var start = index == 0 ? 0 : _ends[index - 1];
        return _text.AsSpan(start, _ends[index] - start);
    }

    /// <summary>Moves to the next record; false at the end.</summary>
    /// <exception cref="InputException">A quote is not closed or is followed by text, or a record is too long.</exception>
    public bool Read()
    {
        int next;
        do
        {
            Line = _linesEnded + 1;
            next = Take();
            if (next == '\r' && Peek() == '\n')
            {
                next = Take();
            }
            if (next == '\n' || next == '\r')
            {
                _linesEnded++;
            }
        }
        while (next == '\n' || next == '\r');
        if (next < 0)
        {
            return false;
        }
        Count = 0;
        _length = 0;
        _inputNext--;
        ReadFields();
        return true;
    }

    private void ReadFields()
    {
        while (true)
        {
            var next = Peek() == '"' ? ReadQuoted() : ReadPlain();
            EndField();
            if (next == ',')
            {
                continue;
            }
            if (next == '\r' && Peek() == '\n')
            {
                Take();
            }
            _linesEnded++;
            return;
        }
    }

    private int ReadPlain()
    {
        while (_inputNext < _inputCount || Fill())
        {
            var rest = _input.AsSpan(_inputNext, _inputCount - _inputNext);
            var length = rest.IndexOfAny(',', '\n', '\r');
            Append(length < 0 ? rest : rest[..length]);
            _inputNext += length < 0 ? rest.Length : length;
            if (length >= 0)
            {
                return Take();
            }
        }
        return -1;
    }

    private int ReadQuoted()
    {
        Take();
        while (true)
        {
            var next = Take();
            if (next < 0)
            {
                throw new InputException($"{path}, line {Line}: a quote is opened and never closed");
            }
            if (next != '"')
            {
                _linesEnded += next == '\n' ? 1 : 0;
                Append((char)next);
            }
            else if (Peek() == '"')
            {
                Append((char)Take());
            }
            else
            {
                next = Take();
                return next is ',' or '\n' or '\r' or < 0
                    ? next
                    : throw new InputException($"{path}, line {Line}: text after a closing quote; allowed: a comma or the line's end");
            }
        }
    }

    private void EndField()
    {
        if (Count == _ends.Length)
        {
            Array.Resize(ref _ends, Count * 2);
        }
        _ends[Count++] = _length;
    }

    private void Append(char character) => Append([character]);

    private void Append(ReadOnlySpan<char> characters)
    {
        var length = _length + characters.Length;
        if (length > MaximumRecord)
        {
            throw new InputException($"{path}, line {Line}: a record of more than {MaximumRecord} characters; is this a CSV file?");
        }
        if (length > _text.Length)
        {
            Array.Resize(ref _text, Math.Max(length, _text.Length * 2));
        }
        characters.CopyTo(_text.AsSpan(_length));
        _length = length;
    }

    private int Peek() => _inputNext < _inputCount || Fill() ? _input[_inputNext] : -1;

    private int Take() => _inputNext < _inputCount || Fill() ? _input[_inputNext++] : -1;

    private bool Fill()
    {
        _inputCount = reader.Read(_input, 0, _input.Length);
        _inputNext = 0;
        return _inputCount > 0;
    }
}
