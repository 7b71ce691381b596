using SuppressionLab.LanguageModels.Objectives.Unlearning;
using SuppressionLab.Training;

namespace SuppressionLab.Experiments.Methods;

/// <summary>Any loss of documents to suppress, beside documents to keep where it uses them.</summary>
internal sealed class UnlearningMethod : SuppressionMethod
{
    /// <summary>The loss from its parameters.</summary>
    public required Func<IReadOnlyDictionary<string, double>, UnlearningLoss> Loss { get; init; }

    public override FineTuningTrainer CreateTrainer(MethodRun run) => run.Context.Suppression.Trainers.Unlearning(
        run.Pretrained,
        run.Configure(new UnlearningOptions
        {
            Training = run.Training, Loss = Loss(run.Values), Suppressed = run.Suppressed, Kept = run.Kept,
        }));

    public override void Check(IReadOnlyDictionary<string, double> values)
    {
        var loss = Loss(values);
        loss.Validate();
        if (loss.UsesKept != (Data == MethodData.SuppressedAndKept))
        {
            throw new Primitives.Errors.InputException(loss.UsesKept
                ? $"{Name}: these parameters need documents to keep, which the method has not"
                : $"{Name}: keptWeight is 0; above 0 is allowed, as the method reads documents to keep");
        }
    }
}
