using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Store;

/// <summary>An artefact that was about to be read is not what its manifest says, or is gone; it must be made again.</summary>
internal sealed class DamagedArtefactException(Stage stage, string flaw) : IOException(flaw)
{
    /// <summary>The stage whose artefact it is.</summary>
    public Stage Stage => stage;
}
