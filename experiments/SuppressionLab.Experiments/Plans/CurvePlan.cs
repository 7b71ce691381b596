using SuppressionLab.Generators.Prompts;

namespace SuppressionLab.Experiments.Plans;

/// <summary>The in-context-learning curves that are measured on every model.</summary>
internal sealed record CurvePlan
{
    /// <summary>Example lengths k, in symbols.</summary>
    public required int[] ExampleLengths { get; init; }

    /// <summary>Prompts for each k, components drawn uniformly.</summary>
    public required int Prompts { get; init; }

    /// <summary>Smoothing ε of the document learner's transitions, in [0, 1].</summary>
    public double Smoothing { get; init; } = 0.01;

    /// <summary>Prompts scored in one forward pass.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Refuses values out of range, and contexts shorter than a prompt.</summary>
    public void Validate(PlanCheck check, int contextLength)
    {
        check.That(ExampleLengths.Length > 0 && ExampleLengths.Distinct().Count() == ExampleLengths.Length
            && ExampleLengths.All(k => k >= 2), "curves.exampleLengths", $"[{string.Join(", ", ExampleLengths)}]",
            "one or more different lengths of at least 2");
        foreach (var k in ExampleLengths)
        {
            check.That(PromptSampler.ExamplesPerPrompt(contextLength, k) >= 2, "curves.exampleLengths", $"{k}",
                $"lengths of which two examples fit in the context: k + 1 at most {contextLength / 2}");
        }
        check.Range(Prompts, 2, 10_000_000, "curves.prompts");
        check.Range(Smoothing, 0, 1, "curves.smoothing");
        check.Range(BatchSize, 1, 1 << 16, "curves.batchSize");
    }
}
