namespace SuppressionLab.Primitives.Tables;

/// <summary>One point of what an attack or a probe finds in a model: a quantity at a dose.</summary>
/// <param name="Model">Which network, for example <c>gpt2-2x64</c>.</param>
/// <param name="Method">The suppression method, or <c>none</c> for the pretrained model.</param>
/// <param name="Amount">How much suppression, in <paramref name="AmountUnit"/>; 0 for the pretrained model.</param>
/// <param name="AmountUnit">The unit of the amount.</param>
/// <param name="Seed">The root seed of the run.</param>
/// <param name="Attack">Which attack, for example <c>relearning</c>.</param>
/// <param name="Series">Which of the attack's variants, for example what the model is retrained on.</param>
/// <param name="Component">
/// The mixture component that the value is of, from 0; <see cref="AllSuppressed"/> or <see cref="AllComponents"/>.
/// </param>
/// <param name="Dose">How much of the attack, in <paramref name="DoseUnit"/>, at least 0.</param>
/// <param name="DoseUnit">The unit of the dose, for example <c>documents</c>, <c>samples</c>, <c>layer</c> or <c>shots</c>.</param>
/// <param name="Quantity">What was measured, for example <c>meanNll</c> (nats a token) or <c>accuracy</c>.</param>
/// <param name="Value">Its value; infinite where it is not reached, NaN where it is not defined.</param>
/// <param name="StandardError">
/// Its standard error over <paramref name="Count"/> independent units; 0 for what is counted exactly, NaN if it cannot be
/// estimated.
/// </param>
/// <param name="Count">The number of prompts, documents or samples behind the standard error, at least 1.</param>
public sealed record AttackPoint(
    string Model,
    string Method,
    double Amount,
    string AmountUnit,
    long Seed,
    string Attack,
    string Series,
    int Component,
    double Dose,
    string DoseUnit,
    string Quantity,
    double Value,
    double StandardError,
    long Count)
{
    /// <summary>The <see cref="Component"/> of values of all suppressed components together.</summary>
    public const int AllSuppressed = -1;

    /// <summary>The <see cref="Component"/> of values of all components together, suppressed or not.</summary>
    public const int AllComponents = -2;
}
