using SuppressionLab.LanguageModels.Networks;
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

    /// <summary>Nothing behind the layer that is misdirected is computed, nor the head.</summary>
    public override double TrainingFlops(NetworkConfiguration network, int length)
    {
        var half = network with { Layers = (network.Layers + 1) / 2 };
        return half.FlopsPerToken(length) - (6.0 * network.VocabularySize * network.Width);
    }

    public override void Check(IReadOnlyDictionary<string, double> values)
    {
        LossParameters.RequirePositive(Name, Coefficient, values[Coefficient]);
        LossParameters.RequireNotNegative(Name, KeptWeight, values[KeptWeight]);
    }
}
