using SuppressionLab.Columns;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Training;

/// <summary>What every trainer of documents to suppress and documents to keep needs to know.</summary>
public abstract record ComponentRoleOptions : FineTuningOptions
{
    /// <summary>The components whose documents are suppressed: one or more, each once.</summary>
    public required IReadOnlyList<int> Suppressed { get; init; }

    /// <summary>
    /// The components whose documents are kept, where the method uses such documents; none of them suppressed. Default: all
    /// that are not suppressed.
    /// </summary>
    public IReadOnlyList<int>? Kept { get; init; }

    /// <summary>The column of components, Int32; documents of neither role are left out. Default: <c>Component</c>.</summary>
    public string ComponentColumnName { get; init; } = ColumnNames.Component;

    internal void ValidateRoles()
    {
        if (Suppressed is null or { Count: 0 })
        {
            throw new InputException("Suppressed: no component; at least one is needed");
        }
        if (Kept is { Count: 0 })
        {
            throw new InputException("Kept: no component; at least one is needed, or null for all that are not suppressed");
        }
        if (Suppressed.Concat(Kept ?? []).GroupBy(c => c).FirstOrDefault(g => g.Count() > 1 || g.Key < 0) is { } wrong)
        {
            throw new InputException(
                $"Suppressed and Kept: component {wrong.Key}; components from 0, each in one list and once, are allowed");
        }
    }

    internal bool IsKept(int component) => Kept?.Contains(component) ?? !Suppressed.Contains(component);
}
