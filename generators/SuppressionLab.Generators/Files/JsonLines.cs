using System.Text;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Files;
using SuppressionLab.Primitives.Json;

namespace SuppressionLab.Generators.Files;

/// <summary>
/// Files of one JSON value a line; lines are bounded, so that no file makes a reader allocate without end.
/// </summary>
internal static class JsonLines
{
    private const int MaximumLine = 1 << 28;

    /// <summary>The lines that are not blank, each with what to call it in messages.</summary>
    public static IEnumerable<(string Text, string Source)> ReadLines(string path)
    {
        if (!File.Exists(path))
        {
            throw new InputException($"{path}: no such file");
        }
        return Lines(path);
    }

    /// <summary>One line's value.</summary>
    public static T Parse<T>(string text, string source)
    {
        try
        {
            return StrictJson.Parse<T>(text, source);
        }
        catch (InputException error)
        {
            // The parser counts lines within the text, which is one line.
            throw new InputException(error.Message.Replace(" (line 1)", "", StringComparison.Ordinal), error);
        }
    }

    /// <summary>Writes one value a line; the file is whole or absent.</summary>
    public static void Write<T>(string path, IEnumerable<T> values) => AtomicFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        writer.NewLine = "\n";
        foreach (var value in values)
        {
            writer.WriteLine(StrictJson.FormatLine(value));
        }
    });

    private static IEnumerable<(string Text, string Source)> Lines(string path)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        for (var number = 1; ReadLine(reader, path, number) is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return (line, $"{path} line {number}");
            }
        }
    }

    private static string? ReadLine(StreamReader reader, string path, int number)
    {
        var line = new StringBuilder();
        for (var next = reader.Read(); next is >= 0 and not '\n'; next = reader.Read())
        {
            if (line.Length == MaximumLine)
            {
                throw new InputException($"{path} line {number}: longer than {MaximumLine} characters");
            }
            line.Append((char)next);
        }
        return line.Length == 0 && reader.EndOfStream ? null : line.ToString();
    }
}
