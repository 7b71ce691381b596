using SuppressionLab.Attacks;
using SuppressionLab.Experiments.Plans;

namespace SuppressionLab.Experiments.Attacks;

/// <summary>Repeated sampling from the BOS alone and from beginnings of suppressed documents: a series each.</summary>
internal sealed class SamplingAttack(SamplingAttackPlan plan) : ModelAttack
{
    public const string AttackName = "repeated-sampling";

    /// <summary>The series whose only prompt is the BOS.</summary>
    public const string Bos = "bos";

    /// <summary>The series of document beginnings.</summary>
    public const string Beginnings = "beginnings";

    public override string Name => AttackName;

    public override int Version => 1;

    public override object Settings => plan;

    /// <summary>Every symbol costs a pass over those before it; half of the samples follow a prompt.</summary>
    public override double Tokens(int layers) =>
        (double)plan.Samples * plan.Prompts * plan.Length * (plan.Length + 1 + plan.PromptLength);

    public override AttackCurve Run(AttackSubject subject)
    {
        var documents = subject.Documents("sampling-prompts", plan.Prompts, plan.PromptLength + 1, subject.Suppressed);
        var attacks = subject.Context.Suppression.Attacks;
        var bos = attacks.RepeatedSampling(subject.Model, null, subject.Mixture, Options(subject, Bos) with
        {
            // One prompt alone: as many samples as the others have together.
            Samples = plan.Samples * plan.Prompts,
        });
        var begun = attacks.RepeatedSampling(subject.Model, documents, subject.Mixture, Options(subject, Beginnings));
        return new AttackCurve(Name, [.. bos.Points, .. begun.Points]);
    }

    private RepeatedSamplingOptions Options(AttackSubject subject, string series) => new()
    {
        Suppressed = subject.Suppressed,
        Series = series,
        Samples = plan.Samples,
        PromptLength = plan.PromptLength,
        Length = plan.Length,
        Smoothing = plan.Smoothing,
        BatchSize = 128,
        Seed = (ulong)subject.Seed,
        CancellationToken = subject.Cancellation,
    };
}
