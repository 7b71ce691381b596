namespace SuppressionLab.Experiments.Plans;

/// <summary>Suppression of every component but the favoured ones, by growing amounts of fine-tuning.</summary>
internal sealed record SuppressionPlan
{
    /// <summary>The method's name.</summary>
    public string Method { get; init; } = "sft";

    /// <summary>The components whose documents are trained on; all others are suppressed.</summary>
    public int[] Favoured { get; init; } = [0];

    /// <summary>Documents of each amount, growing; 0 is the pretrained model and comes in any case.</summary>
    public required long[] Amounts { get; init; }

    /// <summary>Length of a document in tokens, its BOS included.</summary>
    public required int DocumentLength { get; init; }

    /// <summary>Length of a training block in tokens.</summary>
    public required int BlockLength { get; init; }

    /// <summary>Passes over the documents of an amount.</summary>
    public double Epochs { get; init; } = 1;

    /// <summary>Curves taken on the way of each amount, at even steps, besides the one at its end.</summary>
    public int IntermediateCurves { get; init; }

    /// <summary>Steps between checkpoints, from which a killed run goes on.</summary>
    public long CheckpointInterval { get; init; } = 500;

    /// <summary>The optimiser.</summary>
    public required OptimizerPlan Optimizer { get; init; }

    /// <summary>Updates of an amount.</summary>
    public long Steps(long amount) => Workload.Steps(amount, DocumentLength, BlockLength, Epochs, Optimizer.BatchSize);

    /// <summary>The steps of an amount at which curves are taken: the intermediate ones, then the last.</summary>
    public IReadOnlyList<long> CurveSteps(long amount)
    {
        var steps = Steps(amount);
        return Enumerable.Range(1, IntermediateCurves + 1)
            .Select(i => (long)Math.Round((double)steps * i / (IntermediateCurves + 1)))
            .Where(step => step > 0).Distinct().ToList();
    }

    /// <summary>Refuses values out of range.</summary>
    public void Validate(PlanCheck check)
    {
        check.That(Method == "sft", "suppression.method", $"'{Method}'", "sft");
        check.That(Favoured.Length > 0 && Favoured.All(c => c >= 0) && Favoured.Distinct().Count() == Favoured.Length,
            "suppression.favoured", $"[{string.Join(", ", Favoured)}]", "one or more different components, from 0");
        check.That(Amounts.Length > 0 && Amounts[0] >= 0 && Amounts.Zip(Amounts.Skip(1)).All(p => p.First < p.Second),
            "suppression.amounts", $"[{string.Join(", ", Amounts)}]", "growing numbers of documents, from 0");
        check.Range(Amounts[^1], 0, 100_000_000, "suppression.amounts");
        check.Range(DocumentLength, 2, 1 << 24, "suppression.documentLength");
        check.Range(BlockLength, 2, DocumentLength, "suppression.blockLength");
        check.That((double)Amounts[^1] * DocumentLength <= Workload.MaximumTokens, "suppression.amounts", $"{Amounts[^1]}",
            $"{Workload.MaximumTokens} tokens in all at most");
        check.That(Epochs is > 0 and <= 1e6, "suppression.epochs", $"{Epochs}", "above 0, at most 1000000");
        check.Range(IntermediateCurves, 0, 1000, "suppression.intermediateCurves");
        check.Range(CheckpointInterval, 1, long.MaxValue, "suppression.checkpointInterval");
        Optimizer.Validate(check, "suppression.optimizer");
    }
}
