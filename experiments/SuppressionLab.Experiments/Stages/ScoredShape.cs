using SuppressionLab.Experiments.Plans;
using SuppressionLab.Generators.Prompts;

namespace SuppressionLab.Experiments.Stages;

/// <summary>One set of in-context-learning curves, as it is known beforehand.</summary>
/// <param name="K">The example length, in symbols.</param>
/// <param name="Prompts">Prompts.</param>
/// <param name="Examples">Examples of a prompt, each scored once.</param>
/// <param name="Components">Components of the mixture.</param>
internal sealed record ScoredShape(int K, int Prompts, int Examples, int Components)
{
    /// <summary>Rows of the prompt scores.</summary>
    public double Scores => (double)Prompts * Examples;

    /// <summary>Rows of the curve table.</summary>
    public double Points => (double)Components * Examples;

    /// <summary>Symbols of all prompts.</summary>
    public double Symbols => Scores * (K + 1);

    /// <summary>The curves of one model, an example length each.</summary>
    public static IReadOnlyList<ScoredShape> Of(CurvePlan plan, int contextLength, int components) =>
        [.. plan.ExampleLengths.Select(k => new ScoredShape(k, plan.Prompts, PromptSampler.ExamplesPerPrompt(contextLength, k), components))];
}
