using SuppressionLab.LanguageModels.Objectives.Preferences;
using SuppressionLab.Training;

namespace SuppressionLab.Experiments.Methods;

/// <summary>Any loss of preference pairs.</summary>
internal sealed class PreferenceMethod : SuppressionMethod
{
    /// <summary>The loss from its parameters.</summary>
    public required Func<IReadOnlyDictionary<string, double>, PreferenceLoss> Loss { get; init; }

    public override FineTuningTrainer CreateTrainer(MethodRun run) => run.Context.Suppression.Trainers.PreferenceOptimization(
        run.Pretrained,
        run.Configure(new PreferenceOptimizationOptions { Training = run.Training, Loss = Loss(run.Values) }));

    public override void Check(IReadOnlyDictionary<string, double> values) => Loss(values).Validate();
}
