using SuppressionLab.Generators.Mixtures;

namespace SuppressionLab.Generators.Separability;

/// <summary>A mixture whose components have been moved to a distance that was asked for.</summary>
/// <param name="Mixture">The mixture.</param>
/// <param name="Separation">The s in [0, 1] that gives it; 0 leaves components equal, 1 as they were.</param>
/// <param name="Distance">What the search measured at s; measure again with another key for an estimate of its own.</param>
public sealed record SeparatedMixture(HmmMixture Mixture, double Separation, ComponentDistance Distance);
