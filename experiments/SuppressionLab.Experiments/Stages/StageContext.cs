using SuppressionLab.Experiments.Store;

namespace SuppressionLab.Experiments.Stages;

/// <summary>What a stage has while it runs.</summary>
/// <param name="Store">Where the inputs' artefacts are.</param>
/// <param name="Folder">An empty folder for the artefact's files; it becomes the artefact when the stage returns.</param>
/// <param name="WorkFolder">A folder that outlives a killed run, for checkpoints; gone once the artefact is stored.</param>
/// <param name="Gpu">The GPU that a stage whose device is <c>cuda</c>, without a number, runs on.</param>
/// <param name="Progress">Takes reports of long work.</param>
/// <param name="Cancellation">Asks the stage to stop soon.</param>
internal sealed record StageContext(
    ArtefactStore Store,
    string Folder,
    string WorkFolder,
    int Gpu,
    IProgress<StageProgress> Progress,
    CancellationToken Cancellation)
{
    /// <summary>A file of the artefact being made.</summary>
    public string Output(string name) => Path.Combine(Folder, name);

    /// <summary>A file of an input's artefact.</summary>
    public string Input(Stage stage, string name) => Path.Combine(Store.Open(stage), name);
}
