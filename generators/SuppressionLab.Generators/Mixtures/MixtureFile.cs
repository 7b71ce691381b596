using System.Text;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Files;
using SuppressionLab.Primitives.Json;

namespace SuppressionLab.Generators.Mixtures;

/// <summary>
/// Mixture files (<c>*.mixture.json</c>, design §2): one JSON object with <c>format</c>, <c>version</c>,
/// <c>vocabularySize</c> and <c>components</c>. Factored mixtures have one <c>memory</c> (E × P symbols) and, for each
/// component, <c>prior</c>, <c>start</c>, <c>propertyTransitions</c> and <c>entityTransitions</c>; general ones have
/// <c>prior</c>, <c>start</c>, <c>transitions</c> and <c>emissions</c>. Numbers round-trip to the last bit.
/// </summary>
public static class MixtureFile
{
    private const string Format = "suppressionlab/hmm-mixture";
    private const int Version = 1;
    private const long MaximumBytes = 1L << 29;

    /// <summary>Reads a mixture.</summary>
    /// <param name="path">The file, at most 512 MiB.</param>
    /// <exception cref="InputException">
    /// Missing, not such a file, or a field is wrong; the message names it.
    /// </exception>
    public static HmmMixture Read(string path) =>
        Convert(StrictJson.ReadFile<MixtureContent>(path, MaximumBytes), path);

    /// <summary>Reads a mixture that is a part of something else.</summary>
    /// <param name="stream">A seekable stream that holds the mixture's file and no more; at most 512 MiB.</param>
    /// <param name="source">What to call it in messages.</param>
    /// <exception cref="InputException">Too long, no mixture, or a field is wrong; the message names it.</exception>
    public static HmmMixture Read(Stream stream, string source)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.Length - stream.Position > MaximumBytes)
        {
            throw new InputException(
                $"{source}: {stream.Length - stream.Position} bytes; at most {MaximumBytes} are allowed");
        }
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        return Convert(StrictJson.Parse<MixtureContent>(reader.ReadToEnd(), source), source);
    }

    /// <summary>Writes a mixture; the file is whole or absent.</summary>
    /// <param name="path">The file to write or replace.</param>
    /// <param name="mixture">The mixture.</param>
    public static void Write(string path, HmmMixture mixture)
    {
        ArgumentNullException.ThrowIfNull(mixture);
        AtomicFile.WriteText(path, Text(mixture));
    }

    /// <summary>Writes a mixture as a part of something else: the bytes of its file.</summary>
    /// <param name="stream">The stream, left open.</param>
    /// <param name="mixture">The mixture.</param>
    public static void Write(Stream stream, HmmMixture mixture)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(mixture);
        stream.Write(Encoding.UTF8.GetBytes(Text(mixture)));
    }

    private static string Text(HmmMixture mixture) => StrictJson.FormatLine(new MixtureContent
    {
        Format = Format,
        Version = Version,
        VocabularySize = mixture.VocabularySize,
        Memory = mixture.Memory is { } memory ? Jagged(memory) : null,
        Components = [.. mixture.Components.Select((c, i) => Convert(c, mixture.Prior[i]))],
    }) + "\n";

    private static HmmMixture Convert(MixtureContent content, string source)
    {
        try
        {
            return Convert(content);
        }
        catch (InputException error)
        {
            throw new InputException($"{source}: {error.Message}", error);
        }
    }

    private static HmmMixture Convert(MixtureContent content)
    {
        if (content.Format != Format || content.Version != Version)
        {
            throw new InputException(
                $"format and version: '{content.Format}' {content.Version}; '{Format}' {Version} is allowed");
        }
        var memory = content.Memory is { } rows ? Rectangular(rows, "memory") : null;
        var components = new HmmComponent[content.Components.Length];
        for (var i = 0; i < components.Length; i++)
        {
            try
            {
                components[i] = Convert(content.Components[i], memory);
            }
            catch (InputException error)
            {
                throw new InputException($"components[{i}].{error.Message}", error);
            }
        }
        return new HmmMixture(content.VocabularySize, components, [.. content.Components.Select(c => c.Prior)]);
    }

    private static HmmComponent Convert(ComponentContent content, int[,]? memory)
    {
        Allow(content.Transitions is null == memory is not null, "transitions", memory);
        Allow(content.Emissions is null == memory is not null, "emissions", memory);
        Allow(content.PropertyTransitions is null == memory is null, "propertyTransitions", memory);
        Allow(content.EntityTransitions is null == memory is null, "entityTransitions", memory);
        return memory is null
            ? new GeneralComponent(
                content.Start,
                Rectangular(content.Transitions!, "transitions"),
                Rectangular(content.Emissions!, "emissions"))
            : new FactoredComponent(
                content.Start,
                Rectangular(content.PropertyTransitions!, "propertyTransitions"),
                Rectangular(content.EntityTransitions!, "entityTransitions"),
                memory);
    }

    private static ComponentContent Convert(HmmComponent component, double prior) => component switch
    {
        FactoredComponent c => new ComponentContent(prior, [.. c.Start])
        {
            PropertyTransitions = Jagged(c.PropertyTransitions),
            EntityTransitions = Jagged(c.EntityTransitions),
        },
        GeneralComponent c => new ComponentContent(prior, [.. c.Start])
        {
            Transitions = Jagged(c.Transitions),
            Emissions = Jagged(c.Emissions),
        },
        _ => throw new ArgumentException($"Unknown kind of component {component.GetType()}.", nameof(component)),
    };

    private static void Allow(bool holds, string field, int[,]? memory)
    {
        if (!holds)
        {
            throw new InputException(memory is null
                ? $"{field}: a mixture without memory has transitions and emissions in every component"
                : $"{field}: a mixture with memory has propertyTransitions and entityTransitions in every component");
        }
    }

    private static T[,] Rectangular<T>(T[]?[] rows, string name)
    {
        var width = rows.FirstOrDefault()?.Length ?? 0;
        if (width == 0)
        {
            throw new InputException($"{name}: empty; at least one row and column are needed");
        }
        var result = new T[rows.Length, width];
        for (var row = 0; row < rows.Length; row++)
        {
            if (rows[row]?.Length != width)
            {
                throw new InputException($"{name}: row {row} has {rows[row]?.Length ?? 0} entries; row 0 has {width}");
            }
            for (var column = 0; column < width; column++)
            {
                result[row, column] = rows[row]![column];
            }
        }
        return result;
    }

    private static T[][] Jagged<T>(T[,] matrix)
    {
        var rows = new T[matrix.GetLength(0)][];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = new T[matrix.GetLength(1)];
            for (var column = 0; column < rows[row].Length; column++)
            {
                rows[row][column] = matrix[row, column];
            }
        }
        return rows;
    }
}
