using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Results;

/// <summary>How well the curves of one amount, or of one network, were predicted from all others.</summary>
/// <param name="Axis">What was varied.</param>
/// <param name="Series">What was held fixed: the network, or the amount.</param>
/// <param name="Seed">The root seed.</param>
/// <param name="K">The example length.</param>
/// <param name="Predictor">
/// A response law's name or <c>mean</c>; or, without a law, <c>nearest</c> or <c>interpolated</c> curves.
/// </param>
/// <param name="Dose">The amount or the layers held out.</param>
/// <param name="Extrapolated">Whether it lies beyond all others.</param>
/// <param name="Nrmse">Root mean square error over mean probability, averaged over components.</param>
internal sealed record DoseRecord(
    DoseAxis Axis, string Series, long Seed, int K, string Predictor, double Dose, bool Extrapolated, double Nrmse);
