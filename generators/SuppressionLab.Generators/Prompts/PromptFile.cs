using SuppressionLab.Generators.Files;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Generators.Prompts;

/// <summary>
/// Files of in-context prompts, by extension: <c>.parquet</c> (<c>tokens</c>, <c>labels</c>, <c>scoredPositions</c>,
/// each list&lt;int32&gt;, and <c>k</c>, <c>component</c>, int32), otherwise JSON Lines with the same fields.
/// </summary>
public static class PromptFile
{
    private static readonly ParquetTokenTable Table =
        new(["tokens", "labels", "scoredPositions"], ["k", "component"]);

    /// <summary>Reads all prompts.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mixture">If given, tokens and labels must be its symbols and components its components.</param>
    /// <exception cref="InputException">
    /// Missing, truncated or a value out of range; the message names file and line.
    /// </exception>
    public static IReadOnlyList<InContextPrompt> Read(string path, HmmMixture? mixture = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        var sources = FileKind.IsParquet(path)
            ? Table.Read(path).Select((row, i) => (Prompt: FromRow(row, $"{path} row {i}"), Source: $"{path} row {i}"))
            : JsonLines.ReadLines(path)
                .Select(line => (Prompt: JsonLines.Parse<InContextPrompt>(line.Text, line.Source), line.Source));
        var prompts = new List<InContextPrompt>();
        foreach (var (prompt, source) in sources)
        {
            Check(prompt, mixture, source);
            prompts.Add(prompt);
        }
        return prompts;
    }

    /// <summary>Writes prompts; the file is whole or absent.</summary>
    /// <param name="path">The file to write or replace; <c>.parquet</c> gives Parquet, all else JSON Lines.</param>
    /// <param name="prompts">The prompts, taken one after another.</param>
    public static void Write(string path, IEnumerable<InContextPrompt> prompts)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        if (FileKind.IsParquet(path))
        {
            Table.Write(path, prompts.Select(p =>
                new TokenRow([p.Tokens, p.Labels, p.ScoredPositions], [p.K, p.Component])));
        }
        else
        {
            JsonLines.Write(path, prompts);
        }
    }

    private static InContextPrompt FromRow(TokenRow row, string source) =>
        row.Scalars is [{ } k, { } component]
            ? new InContextPrompt(row.Lists[0], row.Lists[1], row.Lists[2], k, component)
            : throw new InputException($"{source}: k or component is missing; integers are needed");

    private static void Check(InContextPrompt prompt, HmmMixture? mixture, string source)
    {
        try
        {
            prompt.Validate();
        }
        catch (InputException error)
        {
            throw new InputException($"{source}: {error.Message}", error);
        }
        TokenCheck.InVocabulary(prompt.Tokens, mixture?.VocabularySize, "tokens", source);
        TokenCheck.InVocabulary(prompt.Labels, mixture?.VocabularySize, "labels", source);
        if (mixture is not null && prompt.Component >= mixture.Components.Count)
        {
            throw new InputException(
                $"{source}: component is {prompt.Component}; 0 to {mixture.Components.Count - 1} are allowed");
        }
    }
}
