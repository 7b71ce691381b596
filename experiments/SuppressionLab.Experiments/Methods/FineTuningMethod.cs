using SuppressionLab.LanguageModels.Objectives;
using SuppressionLab.Training;

namespace SuppressionLab.Experiments.Methods;

/// <summary>Next-token training on documents: fine-tuning on favoured ones, held near its start if wanted, and the sham.</summary>
internal sealed class FineTuningMethod : SuppressionMethod
{
    /// <summary>The parameter of the divergence from the pretrained model.</summary>
    public const string KlWeight = "klWeight";

    public override FineTuningTrainer CreateTrainer(MethodRun run) => run.Context.Suppression.Trainers.SupervisedFineTuning(
        run.Pretrained,
        run.Configure(new SupervisedFineTuningOptions { Training = run.Training, ReferenceWeight = WeightOf(run.Values) }));

    public override void Check(IReadOnlyDictionary<string, double> values) =>
        LossParameters.RequireNotNegative(Name, KlWeight, WeightOf(values));

    private static double WeightOf(IReadOnlyDictionary<string, double> values) => values.GetValueOrDefault(KlWeight);
}
