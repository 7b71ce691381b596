using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Execution;

/// <summary>Shows a person how a run goes. Calls come one at a time; progress of several stages comes at once.</summary>
internal interface IRunObserver
{
    /// <summary>A run begins; where stages failed, once more with what is left.</summary>
    /// <param name="stages">All its stages, inputs first.</param>
    /// <param name="stored">The keys of those that are stored already.</param>
    void Begin(IReadOnlyList<Stage> stages, IReadOnlySet<string> stored);

    /// <summary>A stage begins.</summary>
    void Start(Stage stage);

    /// <summary>Takes the stage's own reports.</summary>
    IProgress<StageProgress> ProgressOf(Stage stage);

    /// <summary>A stage's artefact is stored.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="seconds">Wall time of making it; null where another process made it.</param>
    void Finish(Stage stage, double? seconds);

    /// <summary>An artefact is not what its manifest says, and is made again.</summary>
    void Damaged(Stage stage, string flaw);

    /// <summary>A stage failed for a passing reason and is tried again.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="reason">The reason, in a line.</param>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    void Retry(Stage stage, string reason, int attempt);

    /// <summary>A stage that had begun is put off: another process is making it, or an input of it must be made first.</summary>
    void PutOff(Stage stage);

    /// <summary>A stage cannot be made.</summary>
    void Fail(StageFailure failure);

    /// <summary>A stage is not made, as one that it needs failed.</summary>
    void Block(Stage stage);
}
