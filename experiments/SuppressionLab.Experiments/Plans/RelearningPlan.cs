namespace SuppressionLab.Experiments.Plans;

/// <summary>Relearning: a copy of the model is trained on a few documents, and looked at between them.</summary>
internal sealed record RelearningPlan
{
    /// <summary>The numbers of documents after which it is looked at, growing, from 0.</summary>
    public int[] Doses { get; init; } = [0, 1, 2, 5, 10, 20, 40];

    /// <summary>Length of a document in tokens, its BOS included; a document is one row and one step.</summary>
    public int DocumentLength { get; init; } = 128;

    /// <summary>The learning rate of every step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Held-out documents of the suppressed components, whose loss is measured.</summary>
    public int HeldOutDocuments { get; init; } = 60;

    /// <summary>In-context prompts of all components whose labels are measured at the fewest and the most shots.</summary>
    public int Prompts { get; init; } = 90;

    /// <summary>Refuses values out of range.</summary>
    public void Validate(PlanCheck check, int contextLength)
    {
        check.That(Doses.Length > 1 && Doses[0] == 0 && Doses.Zip(Doses.Skip(1)).All(p => p.First < p.Second),
            "attacks.relearning.doses", $"[{string.Join(", ", Doses)}]", "two or more growing numbers, from 0");
        check.Range(DocumentLength, 2, contextLength, "attacks.relearning.documentLength");
        check.Above(LearningRate, 0, 10, "attacks.relearning.learningRate");
        check.Range(HeldOutDocuments, 2, 1_000_000, "attacks.relearning.heldOutDocuments");
        check.Range(Prompts, 2, 1_000_000, "attacks.relearning.prompts");
    }
}
