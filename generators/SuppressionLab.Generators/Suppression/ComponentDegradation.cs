using System.Globalization;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Generators.Suppression;

/// <summary>
/// Damage to components, as opposed to a lower prior: with share s, every row T[i, ·] of a component becomes
/// (1 − s)·T[i, ·] + s·U[i, ·], where U is uniform or the mean of all components. In a factored component the rows are
/// those of the property transitions, which are all that differs between GINC's components: entities, memory and start
/// stay. In a general component they are the transitions and the emissions; the start stays. The result is a component
/// of the same kind and size.
/// </summary>
public sealed record ComponentDegradation
{
    /// <summary>The components to degrade, each once. Default: all that are not favoured.</summary>
    public IReadOnlyList<int>? Components { get; init; }

    /// <summary>The share s, in [0, 1]: 0 changes nothing, 1 leaves nothing of the component's own rows.</summary>
    public required double Share { get; init; }

    /// <summary>What the rows are mixed with. Default: the mean of all components.</summary>
    public DegradationTarget Target { get; init; } = DegradationTarget.Average;

    /// <summary>The mixture with these components degraded, under the same prior.</summary>
    /// <param name="mixture">The mixture.</param>
    /// <param name="favoured">The components that are left alone unless <see cref="Components"/> names them.</param>
    /// <exception cref="InputException">
    /// The share is outside [0, 1], a component is not in the mixture or twice, or general components of different sizes
    /// have no average.
    /// </exception>
    public HmmMixture Apply(HmmMixture mixture, IReadOnlyList<int> favoured)
    {
        ArgumentNullException.ThrowIfNull(mixture);
        ArgumentNullException.ThrowIfNull(favoured);
        if (!(Share is >= 0 and <= 1))
        {
            throw new InputException(
                $"degradation share: {Share.ToString(CultureInfo.InvariantCulture)}; a number in [0, 1] is allowed");
        }
        var count = mixture.Components.Count;
        var chosen = Components ?? [.. Enumerable.Range(0, count).Except(favoured)];
        ComponentChoice.Check(chosen, count, "degradation components");
        var components = mixture.Components.Select((component, i) =>
            Share > 0 && chosen.Contains(i) ? Degrade(component, mixture) : component);
        return new HmmMixture(mixture.VocabularySize, [.. components], mixture.Prior);
    }

    private HmmComponent Degrade(HmmComponent component, HmmMixture mixture) => component switch
    {
        FactoredComponent factored => new FactoredComponent(
            factored.Start,
            Mix(factored.PropertyTransitions, mixture, c => ((FactoredComponent)c).PropertyTransitions),
            factored.EntityTransitions,
            factored.Memory),
        GeneralComponent general => new GeneralComponent(
            general.Start,
            Mix(general.Transitions, mixture, c => ((GeneralComponent)c).Transitions),
            Mix(general.Emissions, mixture, c => ((GeneralComponent)c).Emissions)),
        _ => throw new InputException($"degradation: components of type {component.GetType().Name} are not known"),
    };

    private double[,] Mix(double[,] rows, HmmMixture mixture, Func<HmmComponent, double[,]> read)
    {
        var (height, width) = (rows.GetLength(0), rows.GetLength(1));
        var others = Target == DegradationTarget.Average ? mixture.Components.Select(read).ToArray() : [];
        if (others.Any(other => other.GetLength(0) != height || other.GetLength(1) != width))
        {
            throw new InputException("degradation target: components of different sizes have no average; use Uniform");
        }
        var mixed = new double[height, width];
        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < width; column++)
            {
                var target = Target == DegradationTarget.Average
                    ? others.Average(other => other[row, column])
                    : 1.0 / width;
                mixed[row, column] = ((1 - Share) * rows[row, column]) + (Share * target);
            }
        }
        return mixed;
    }
}
