using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using SuppressionLab.Columns;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Scoring;

namespace SuppressionLab.Training;

/// <summary>The base of trainers that read documents to suppress and documents to keep from one view, by component.</summary>
public abstract class ComponentRoleTrainer : FineTuningTrainer
{
    private readonly ComponentRoleOptions _options;
    private readonly string _name;

    private protected ComponentRoleTrainer(
        IHostEnvironment environment,
        LanguageModelTransformer pretrained,
        ComponentRoleOptions options,
        string name,
        string stream)
        : base(environment, pretrained, options, name, stream)
    {
        options.ValidateRoles();
        (_options, _name) = (options, name);
    }

    private protected sealed override IReadOnlyList<RequiredColumn> Required =>
        [Tokens, RequiredColumn.Int32(_name, _options.ComponentColumnName)];

    /// <summary>Blocks of documents by role.</summary>
    /// <param name="input">The documents.</param>
    /// <param name="usesKept">Whether documents to keep are needed; else they are left out.</param>
    /// <exception cref="InputException">There are no documents of a role.</exception>
    private protected (TokenBlocks Kept, TokenBlocks Suppressed) ReadRoles(IDataView input, bool usesKept)
    {
        var columns = Required.Select(c => c.Find(input.Schema)).ToArray();
        using var cursor = input.GetRowCursor(columns);
        var (symbols, component) = (SymbolsOf(cursor, columns[0]), RowReaders.Scalar<int>(cursor, columns[1]));
        var (kept, suppressed) = (new List<int[]>(), new List<int[]>());
        while (cursor.MoveNext())
        {
            var role = component();
            if (_options.Suppressed.Contains(role))
            {
                suppressed.Add(symbols());
            }
            else if (usesKept && _options.IsKept(role))
            {
                kept.Add(symbols());
            }
        }
        RequireSome(suppressed, $"suppressed components ({string.Join(", ", _options.Suppressed)})");
        if (usesKept)
        {
            RequireSome(kept, "kept components");
        }
        return (ToBlocks(kept), ToBlocks(suppressed));
    }

    private void RequireSome(List<int[]> documents, string role)
    {
        if (documents.Count == 0)
        {
            throw new InputException(
                $"{_name}: column '{_options.ComponentColumnName}': no document is of the {role}; at least 1 is needed");
        }
    }
}
