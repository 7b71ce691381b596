using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Execution;

/// <summary>Shows a person how a run goes. Calls come one at a time; progress of several stages comes at once.</summary>
internal interface IRunObserver
{
    /// <summary>A run of so many stages begins, of which so many are stored already.</summary>
    void Begin(int stages, int cached);

    /// <summary>A stage begins.</summary>
    void Start(Stage stage);

    /// <summary>Takes the stage's own reports.</summary>
    IProgress<StageProgress> ProgressOf(Stage stage);

    /// <summary>A stage's artefact is stored.</summary>
    void Finish(Stage stage, double seconds);
}
