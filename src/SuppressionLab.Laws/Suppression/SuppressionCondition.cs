using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Uncertainty;

namespace SuppressionLab.Laws.Suppression;

/// <summary>One measured model: a stage of suppression, or none.</summary>
/// <param name="Name">What a reader calls it, for example <c>sft 16 documents</c>.</param>
/// <param name="Amount">How much suppression; 0 for the model before.</param>
/// <param name="Curves">Its curves: the same tasks in all conditions of an analysis, not necessarily the same shots.</param>
/// <param name="Prompts">The prompts behind the curves; null if there is only a table.</param>
public sealed record SuppressionCondition(string Name, double Amount, CurveSet Curves, PromptSet? Prompts = null)
{
    /// <summary>How its curves would vary if they were measured again.</summary>
    public CurveNoise ToNoise() => Prompts is null ? CurveNoise.Of(Curves) : CurveNoise.Of(Prompts);

    /// <summary>A condition of whole prompts.</summary>
    /// <param name="name">What a reader calls it.</param>
    /// <param name="amount">How much suppression.</param>
    /// <param name="prompts">The prompts; the same ones in each condition if their noise is to cancel in comparisons.</param>
    public static SuppressionCondition Of(string name, double amount, PromptSet prompts)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        return new SuppressionCondition(name, amount, prompts.ToCurveSet(), prompts);
    }
}
