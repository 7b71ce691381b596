using System.Globalization;
using System.Text.Json.Serialization;
using SuppressionLab.Generators.Separability;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Generators.Mixtures;

/// <summary>
/// How <see cref="GincMixture"/> draws a mixture. The defaults are the published GINC setting (Xie et al. 2021,
/// section 4 and appendix F; protocol §1); the variations of protocol §8 are off unless set.
/// </summary>
public sealed record GincOptions
{
    /// <summary>The number M of components; 1 to 10,000.</summary>
    public int Components { get; init; } = 5;

    /// <summary>The number E of entities; 1 to 1,000.</summary>
    public int Entities { get; init; } = 10;

    /// <summary>The number P of properties; 2 to 1,000. Property 0 is the delimiter.</summary>
    public int Properties { get; init; } = 10;

    /// <summary>The number V of symbols; at least 2. Symbol 0 is the delimiter.</summary>
    public int VocabularySize { get; init; } = 50;

    /// <summary>τ of the property transitions' permutation weights softmax((u − ½)/τ); positive.</summary>
    public double PropertyTemperature { get; init; } = 0.1;

    /// <summary>τ of the entity transitions' permutation weights; positive.</summary>
    public double EntityTemperature { get; init; } = 0.1;

    /// <summary>The weight s of the identity in the entity transitions s·I + (1 − s)·mix; in [0, 1].</summary>
    public double EntityStay { get; init; } = 0.9;

    /// <summary>τ of the start distribution softmax((u − ½)/τ) over the E·P states; positive.</summary>
    public double StartTemperature { get; init; } = 10;

    /// <summary>The weight of each component, summing to 1, zeros allowed; null for equal weights.</summary>
    public IReadOnlyList<double>? Prior { get; init; }

    /// <summary>
    /// Gives each non-delimiter state its own symbol, 1 + e·(P−1) + (p−1), where the default draws symbols with
    /// replacement; needs V − 1 = E·(P−1).
    /// </summary>
    public bool DistinctSymbols { get; init; }

    /// <summary>
    /// Shares the row out of the delimiter between all components, uniform over properties 1 … P−1, so that the move
    /// out of a delimiter says nothing about the component.
    /// </summary>
    public bool SharedDelimiterRow { get; init; }

    /// <summary>
    /// The constant probability of moving from a property 1 … P−1 to the delimiter, the rest of the row rescaled; in
    /// [0, 1). Null leaves the drawn probabilities.
    /// </summary>
    public double? DelimiterHazard { get; init; }

    /// <summary>
    /// Redraws property transitions until, from every property, no two components share their most likely move and
    /// every component's mean largest probability of a row lies in <see cref="ModeProbabilityRange"/>. Both are taken
    /// before <see cref="DelimiterHazard"/> scales the row (given no move to the delimiter), and skip a shared
    /// delimiter row. Needs M ≤ P − 1 with a hazard, else M ≤ P.
    /// </summary>
    public bool DisjointModes { get; init; }

    /// <summary>
    /// The least and the largest mean of rows' largest probabilities that <see cref="DisjointModes"/> accepts.
    /// </summary>
    public IReadOnlyList<double> ModeProbabilityRange { get; init; } = [0.75, 0.92];

    /// <summary>
    /// s in [0, 1]: the drawn components are moved towards each other, to (1 − s)·centre + s·own
    /// (<see cref="ComponentSeparation"/>), from equal at 0 to as drawn at 1, each with its own most likely moves at any s
    /// above 0. Null, the default, leaves them as drawn.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Separation { get; init; }

    /// <summary>
    /// The mean distance of two components that the separation is chosen to give, in nats a symbol
    /// (<see cref="ComponentDistance.Mean"/>); at least 0, and at most what the drawn components have. Needs two
    /// components or more, and <see cref="Separation"/> to be null. Null, the default, leaves components as drawn.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Distance { get; init; }

    /// <summary>Refuses what cannot be drawn.</summary>
    /// <exception cref="InputException">A field is out of range; the message names it and what is allowed.</exception>
    public void Validate()
    {
        InRange("components", Components, 1, 10_000);
        InRange("entities", Entities, 1, 1_000);
        InRange("properties", Properties, 2, 1_000);
        InRange("vocabularySize", VocabularySize, 2, 1_000_000);
        Positive("propertyTemperature", PropertyTemperature);
        Positive("entityTemperature", EntityTemperature);
        Positive("startTemperature", StartTemperature);
        Require(EntityStay is >= 0 and <= 1, "entityStay", EntityStay, "a number in [0, 1]");
        Require((DelimiterHazard ?? 0) is >= 0 and < 1, "delimiterHazard", DelimiterHazard ?? 0, "a number in [0, 1)");
        if (Prior is not null)
        {
            HmmMixture.CheckedPrior(Prior, Components);
        }
        if (DistinctSymbols && VocabularySize - 1 != Entities * (Properties - 1))
        {
            throw new InputException(
                $"vocabularySize: {VocabularySize}; distinctSymbols needs entities·(properties − 1) + 1 = " +
                $"{(Entities * (Properties - 1)) + 1}");
        }
        ValidateModes();
        ValidateSeparation();
    }

    private void ValidateSeparation()
    {
        if (Separation is { } separation)
        {
            ComponentSeparation.CheckSeparation(separation);
        }
        if (Distance is not { } distance)
        {
            return;
        }
        ComponentSeparation.CheckDistance(distance);
        if (Separation is not null)
        {
            throw new InputException("distance and separation: both given; one of them is allowed");
        }
        if (Components < 2)
        {
            throw new InputException("components: 1; a distance needs at least 2");
        }
    }

    private void ValidateModes()
    {
        if (!DisjointModes)
        {
            return;
        }
        var moves = DelimiterHazard is null ? Properties : Properties - 1;
        if (Components > moves)
        {
            throw new InputException(
                $"components: {Components}; disjointModes allows at most {moves}, one for each move of a row");
        }
        if (ModeProbabilityRange is not [> 0 and var low, <= 1 and var high] || !(low <= high))
        {
            throw new InputException("modeProbabilityRange: must be two numbers, 0 < least ≤ largest ≤ 1");
        }
    }

    private static void InRange(string field, int value, int low, int high) =>
        Require(value >= low && value <= high, field, value, $"{low} to {high}");

    private static void Positive(string field, double value) =>
        Require(value > 0 && double.IsFinite(value), field, value, "a positive number");

    private static void Require(bool holds, string field, double value, string allowed)
    {
        if (!holds)
        {
            throw new InputException($"{field}: {value.ToString(CultureInfo.InvariantCulture)}; allowed: {allowed}");
        }
    }
}
