using System.Globalization;
using SuppressionLab.Experiments.Results.Tables;
using SuppressionLab.Experiments.Runs;

namespace SuppressionLab.Experiments.Results.TensorBoard;

/// <summary>
/// The losses and learning rates of every training, for <c>tensorboard --logdir</c>: a folder
/// <c>tensorboard/MODEL-METHOD-AMOUNT-SEED</c> each. Written anew from the artefacts, so that a resumed run has no step twice.
/// </summary>
internal sealed class TensorBoardOutput : IRunOutput
{
    /// <summary>The folder within the run's folder.</summary>
    public const string FolderName = "tensorboard";

    public IEnumerable<string> Write(RunResults results, string folder)
    {
        var source = new TableSource(results);
        var written = new List<string>();
        foreach (var training in TrainingRun.All(source))
        {
            var name = Path.Combine(FolderName, NameOf(training), EventFile.Name);
            EventFile.Write(Path.Combine(folder, name), source.ManifestOf(training.Stage).CompletedUtc, training.Points.SelectMany(Scalars));
            written.Add(name);
        }
        return written;
    }

    private static string NameOf(TrainingRun training) =>
        string.Create(CultureInfo.InvariantCulture, $"{training.Model}-{training.Method}-{training.Amount:0}-{training.Seed}");

    private static IEnumerable<(long Step, string Tag, double Value)> Scalars(TrainingHistoryPoint point)
    {
        yield return (point.Step, "loss/training", point.Loss);
        yield return (point.Step, "learning-rate", point.LearningRate);
        if (point.EvaluationLoss is { } loss)
        {
            yield return (point.Step, "loss/evaluation", loss);
        }
    }
}
