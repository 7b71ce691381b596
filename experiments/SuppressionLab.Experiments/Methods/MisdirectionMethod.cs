using SuppressionLab.LanguageModels.Objectives;
using SuppressionLab.LanguageModels.Objectives.Unlearning;
using SuppressionLab.Training;

namespace SuppressionLab.Experiments.Methods;

/// <summary>Representation misdirection: the states of suppressed documents are drawn to a random direction.</summary>
internal sealed class MisdirectionMethod : SuppressionMethod
{
    private const string Coefficient = "coefficient";
    private const string KeptWeight = "keptWeight";

    public override FineTuningTrainer CreateTrainer(MethodRun run) =>
        run.Context.Suppression.Trainers.RepresentationMisdirection(
            run.Pretrained,
            run.Configure(new RepresentationMisdirectionOptions
            {
                Training = run.Training,
                Suppressed = run.Suppressed,
                Kept = run.Kept,
                Misdirection = new RmuOptions { Coefficient = run.Values[Coefficient], KeptWeight = run.Values[KeptWeight] },
            }));

    public override void Check(IReadOnlyDictionary<string, double> values)
    {
        LossParameters.RequirePositive(Name, Coefficient, values[Coefficient]);
        LossParameters.RequireNotNegative(Name, KeptWeight, values[KeptWeight]);
    }
}
