using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.Generators.Documents;
using SuppressionLab.Generators.Prompts;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Scoring;

namespace SuppressionLab.Attacks;

/// <summary>Reads the views that attacks are given into memory, and checks them against the network.</summary>
/// <param name="owner">The attack, for messages.</param>
/// <param name="network">The shape of the network that is attacked.</param>
internal sealed class AttackData(string owner, NetworkConfiguration network)
{
    /// <summary>Reads documents.</summary>
    /// <param name="view">Documents with <c>Tokens</c>, without BOS, and <c>Component</c>.</param>
    /// <param name="name">What they are, for messages.</param>
    /// <param name="longest">The most tokens a document may have.</param>
    /// <exception cref="InputException">A column is missing, there are no documents, or one does not fit.</exception>
    public IReadOnlyList<Document> ReadDocuments(IDataView view, string name, int longest = int.MaxValue)
    {
        var tokensColumn = RequiredColumn.Int32Vector(owner, ColumnNames.Tokens).Find(view.Schema);
        var componentColumn = RequiredColumn.Int32(owner, ColumnNames.Component).Find(view.Schema);
        using var cursor = view.GetRowCursor([tokensColumn, componentColumn]);
        var (tokens, component) = (RowReaders.Vector<int>(cursor, tokensColumn), RowReaders.Scalar<int>(cursor, componentColumn));
        var documents = new List<Document>();
        while (cursor.MoveNext())
        {
            var symbols = tokens();
            if (symbols.Length < 1 || symbols.Length > longest)
            {
                throw new InputException(
                    $"{owner}: {name}, row {cursor.Position}: {symbols.Length} tokens without BOS; 1"
                    + (longest == int.MaxValue ? " or more are allowed" : $" to {longest} are allowed"));
            }
            TokenChecks.CheckRange(symbols, network.VocabularySize, tokensColumn.Name, cursor.Position);
            documents.Add(new Document(symbols, component()));
        }
        return documents.Count > 0 ? documents : throw new InputException($"{owner}: {name}: no documents; at least 1 is needed");
    }

    /// <summary>Reads in-context prompts; all have one k.</summary>
    /// <exception cref="InputException">A column is missing, there are no prompts, or one does not fit.</exception>
    public IReadOnlyList<InContextPrompt> ReadPrompts(IDataView view)
    {
        var columns = new[] { ColumnNames.Tokens, ColumnNames.Labels, ColumnNames.ScoredPositions }
            .Select(name => RequiredColumn.Int32Vector(owner, name).Find(view.Schema))
            .Concat(new[] { ColumnNames.K, ColumnNames.Component }
                .Select(name => RequiredColumn.Int32(owner, name).Find(view.Schema))).ToArray();
        using var cursor = view.GetRowCursor(columns);
        var vectors = columns.Take(3).Select(column => RowReaders.Vector<int>(cursor, column)).ToArray();
        var (k, component) = (RowReaders.Scalar<int>(cursor, columns[3]), RowReaders.Scalar<int>(cursor, columns[4]));
        var prompts = new List<InContextPrompt>();
        while (cursor.MoveNext())
        {
            var prompt = new InContextPrompt(vectors[0](), vectors[1](), vectors[2](), k(), component());
            Check(prompt, cursor.Position, prompts.Count > 0 ? prompts[0].K : prompt.K);
            prompts.Add(prompt);
        }
        return prompts.Count > 0 ? prompts : throw new InputException($"{owner}: no prompts; at least 1 is needed");
    }

    /// <summary>The rows of some components.</summary>
    /// <exception cref="InputException">There are none of one of them.</exception>
    public IReadOnlyList<T> Require<T>(
        IReadOnlyList<T> rows, string name, Func<T, int> component, IReadOnlyList<int> components)
    {
        foreach (var wanted in components)
        {
            if (!rows.Any(row => component(row) == wanted))
            {
                throw new InputException($"{owner}: {name}: none is of component {wanted}; at least 1 is needed");
            }
        }
        return [.. rows.Where(row => components.Contains(component(row)))];
    }

    /// <summary>Refuses what a broken model gives for documents: no classifier can read it, or one would read it as something.</summary>
    /// <exception cref="InputException">A value is NaN or +∞; −∞ is the logarithm of no probability.</exception>
    public void RequireNumbers(IReadOnlyList<float[]> values, string what)
    {
        for (var row = 0; row < values.Count; row++)
        {
            var wrong = Array.FindIndex(values[row], value => float.IsNaN(value) || float.IsPositiveInfinity(value));
            if (wrong >= 0)
            {
                throw new InputException(
                    $"{owner}: the model's {what} of document {row}, item {wrong}: {values[row][wrong]}; only a model that gives numbers can be read");
            }
        }
    }

    private void Check(InContextPrompt prompt, long row, int k)
    {
        TokenChecks.CheckLength(prompt.Tokens.Length, network.ContextLength, ColumnNames.Tokens, row);
        TokenChecks.CheckRange(prompt.Tokens, network.VocabularySize, ColumnNames.Tokens, row);
        TokenChecks.CheckRange(prompt.ScoredPositions, prompt.Tokens.Length, ColumnNames.ScoredPositions, row);
        TokenChecks.CheckRange(prompt.Labels, network.VocabularySize, ColumnNames.Labels, row);
        if (prompt.Labels.Length != prompt.ScoredPositions.Length || prompt.Labels.Length == 0)
        {
            throw new InputException(
                $"{owner}: row {row}: {prompt.Labels.Length} labels and {prompt.ScoredPositions.Length} scored positions; "
                + "as many, at least 1, are needed");
        }
        if (prompt.K < 1 || prompt.K != k)
        {
            throw new InputException($"{owner}: row {row}: K is {prompt.K}; all prompts must have the first one's, {k}");
        }
    }
}
