using SuppressionLab.Columns;
using SuppressionLab.LanguageModels.Objectives.Preferences;

namespace SuppressionLab.Training;

/// <summary>
/// Options of <see cref="PreferenceOptimizationTrainer"/>. Unless <see cref="LanguageModelTrainerOptions.Scoring"/> names
/// another column, the trained model scores the chosen answers' column; <c>With(new())</c> makes it one for documents.
/// </summary>
public sealed record PreferenceOptimizationOptions : FineTuningOptions
{
    /// <summary>The loss of a pair, with its parameters. Default: direct preference optimisation, β = 0.1.</summary>
    public PreferenceLoss Loss { get; init; } = new DpoLoss();

    /// <summary>
    /// The column of prompts, a vector of Int32 of at least one token, its BOS counted: nothing is added to it. Default:
    /// <c>PromptTokens</c>.
    /// </summary>
    public string PromptColumnName { get; init; } = ColumnNames.PromptTokens;

    /// <summary>The column of chosen answers, a vector of Int32 of at least one symbol. Default: <c>ChosenTokens</c>.</summary>
    public string ChosenColumnName { get; init; } = ColumnNames.ChosenTokens;

    /// <summary>The column of rejected answers, a vector of Int32 of at least one symbol. Default: <c>RejectedTokens</c>.</summary>
    public string RejectedColumnName { get; init; } = ColumnNames.RejectedTokens;
}
