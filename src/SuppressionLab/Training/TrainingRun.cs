using SuppressionLab.LanguageModels.Objectives;
using SuppressionLab.LanguageModels.Training;

namespace SuppressionLab.Training;

/// <summary>What a trainer made of its data; disposing it frees what the objective holds.</summary>
/// <param name="Batches">Where examples come from.</param>
/// <param name="Objective">What is minimised.</param>
/// <param name="Description">The data in a few words, for the log.</param>
internal sealed record TrainingRun(IBatchSource Batches, IObjective Objective, string Description) : IDisposable
{
    /// <summary>What the objective uses and the run owns; disposed after it.</summary>
    public IDisposable? Owned { get; init; }

    public void Dispose()
    {
        (Objective as IDisposable)?.Dispose();
        Owned?.Dispose();
    }
}
