using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Attacks;

/// <summary>A point of an attack without the columns that say which model was attacked; see <see cref="AttackPoint"/>.</summary>
/// <param name="Series">Which of the attack's variants.</param>
/// <param name="Component">
/// The component, from 0, or <see cref="AttackPoint.AllSuppressed"/> or <see cref="AttackPoint.AllComponents"/>.
/// </param>
/// <param name="Dose">How much of the attack, in <paramref name="DoseUnit"/>.</param>
/// <param name="DoseUnit">The unit of the dose.</param>
/// <param name="Quantity">What was measured.</param>
/// <param name="Value">Its value; infinite where it is not reached, NaN where it is not defined.</param>
/// <param name="StandardError">
/// Its standard error over <paramref name="Count"/> independent units; 0 for what is counted exactly, NaN if it cannot be
/// estimated.
/// </param>
/// <param name="Count">The number of prompts, documents or samples behind the standard error.</param>
public sealed record AttackCurvePoint(
    string Series,
    int Component,
    double Dose,
    string DoseUnit,
    string Quantity,
    double Value,
    double StandardError,
    long Count);
