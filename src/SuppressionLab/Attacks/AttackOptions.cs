using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Attacks;

/// <summary>What every attack needs to know.</summary>
public abstract record AttackOptions
{
    /// <summary>The components that were suppressed, or would be in a model that was not: one or more, each once.</summary>
    public required IReadOnlyList<int> Suppressed { get; init; }

    /// <summary>Rows in one forward pass, at least 1; changes results by rounding alone. Default: 32.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>The root seed. Default: the <c>MLContext</c>'s seed, or 0 if it has none.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Asks to stop. Default: never.</summary>
    public CancellationToken CancellationToken { get; init; }

    internal virtual void Validate()
    {
        if (Suppressed is null or { Count: 0 })
        {
            throw new InputException("Suppressed: no component; at least one is needed");
        }
        RequireComponents(nameof(Suppressed), Suppressed);
        RequireAtLeast(nameof(BatchSize), BatchSize, 1);
    }

    private protected static void RequireComponents(string field, IReadOnlyList<int> components)
    {
        if (components.GroupBy(c => c).FirstOrDefault(g => g.Count() > 1 || g.Key < 0) is { } wrong)
        {
            throw new InputException($"{field}: component {wrong.Key}; components from 0, each once, are allowed");
        }
    }

    private protected static void RequireAtLeast(string field, int value, int least)
    {
        if (value < least)
        {
            throw new InputException($"{field} is {value}; at least {least} is allowed");
        }
    }

    /// <summary>Refuses a list that is empty, does not grow, or begins too low.</summary>
    private protected static void RequireGrowing(string field, IReadOnlyList<int> values, int least)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] < (i == 0 ? least : values[i - 1] + 1))
            {
                throw new InputException(
                    $"{field}: {string.Join(", ", values)}; growing numbers from {least} are allowed");
            }
        }
        if (values.Count == 0)
        {
            throw new InputException($"{field}: none; growing numbers from {least} are allowed, at least one");
        }
    }

    private protected static void RequireText(string field, string value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            throw new InputException($"{field} is empty; a name is needed");
        }
    }
}
