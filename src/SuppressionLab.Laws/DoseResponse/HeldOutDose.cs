namespace SuppressionLab.Laws.DoseResponse;

/// <summary>How well the curves of one condition were predicted from the others.</summary>
/// <param name="Predictor">
/// What predicted: a response law's name, <c>mean</c> (the law's mean parameters), or, without a law, <c>nearest</c> (the
/// curves of the nearest dose) or <c>interpolated</c> (between the two nearest, in ln(1 + x), point by point).
/// </param>
/// <param name="Condition">The name of the condition that was held out.</param>
/// <param name="X">Its dose.</param>
/// <param name="Extrapolated">Whether its dose lies beyond all others.</param>
/// <param name="Nrmse">Root mean square error over mean probability, a task, averaged over tasks.</param>
public sealed record HeldOutDose(string Predictor, string Condition, double X, bool Extrapolated, double Nrmse);
