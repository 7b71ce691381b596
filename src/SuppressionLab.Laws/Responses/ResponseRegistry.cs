using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Laws.Responses;

/// <summary>The response laws there are, by name. They are no laws of shots, so <c>--laws all</c> does not name them.</summary>
public static class ResponseRegistry
{
    /// <summary>All response laws.</summary>
    public static IReadOnlyList<ResponseFamily> All { get; } =
    [
        new RectifiedScalingLaw(),
        new CoverageLaw(),
        new ExponentialResponse(),
        new PlainPowerLaw(),
        new LogLinearResponse(),
    ];

    /// <summary>The response law of a name.</summary>
    /// <exception cref="InputException">None has the name; the message lists those that exist.</exception>
    public static ResponseFamily Get(string name) =>
        All.FirstOrDefault(law => law.Name == name)
        ?? throw new InputException(
            $"response law '{name}' does not exist; allowed: {string.Join(", ", All.Select(l => l.Name))}");
}
