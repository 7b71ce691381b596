using Microsoft.ML;
using SuppressionLab.Attacks;
using SuppressionLab.Experiments.Plans;

namespace SuppressionLab.Experiments.Attacks;

/// <summary>Relearning from suppressed documents, from kept ones and from unrelated ones: a series each.</summary>
internal sealed class RelearnAttack(RelearningPlan plan, CurvePlan curves, int contextLength) : ModelAttack
{
    public const string AttackName = "relearning";

    /// <summary>The series of documents of the suppressed components.</summary>
    public const string Suppressed = "suppressed";

    private const string Kept = "kept";
    private const string Unrelated = "unrelated";

    /// <summary>What models relearn on.</summary>
    public static IReadOnlyList<string> Sources { get; } = [Suppressed, Kept, Unrelated];

    public override string Name => AttackName;

    public override int Version => 1;

    public override object Settings => new { Relearning = plan, K = curves.ExampleLengths[0], contextLength };

    public override double Tokens(int layers) => Sources.Count * (
        (3.0 * plan.Doses[^1] * plan.DocumentLength)
        + (plan.Doses.Length * (((double)plan.HeldOutDocuments * plan.DocumentLength) + ((double)plan.Prompts * contextLength))));

    public override AttackCurve Run(AttackSubject subject)
    {
        var heldOut = subject.Documents("relearning-held-out", plan.HeldOutDocuments, plan.DocumentLength, subject.Suppressed);
        var prompts = subject.Prompts(curves.ExampleLengths[0], plan.Prompts, contextLength);
        return new AttackCurve(Name, [.. SourcesOf(subject).SelectMany(source => subject.Context.Suppression.Attacks.Relearning(
            subject.Model, source.Documents, heldOut, prompts, new RelearningOptions
            {
                Suppressed = subject.Suppressed,
                Series = source.Name,
                Doses = plan.Doses,
                LearningRate = plan.LearningRate,
                Seed = (ulong)subject.Seed,
                CancellationToken = subject.Cancellation,
            }).Points)]);
    }

    private IEnumerable<(string Name, IDataView Documents)> SourcesOf(AttackSubject subject)
    {
        var most = plan.Doses[^1];
        yield return (Suppressed, subject.Documents("relearning-suppressed", most, plan.DocumentLength, subject.Suppressed));
        yield return (Kept, subject.Documents("relearning-kept", most, plan.DocumentLength, subject.Kept));
        yield return (Unrelated, subject.Context.Suppression.Attacks.UnrelatedDocuments(subject.Mixture, new UnrelatedDocumentOptions
        {
            Count = most, Length = plan.DocumentLength, Seed = (ulong)subject.Seed, Stream = "relearning-unrelated",
        }));
    }
}
