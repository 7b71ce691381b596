using SuppressionLab.Experiments.Results;

namespace SuppressionLab.Experiments.Runs;

/// <summary>Something that a finished run leaves in its folder. A new one is a class and a line in <see cref="RunOutputs"/>.</summary>
internal interface IRunOutput
{
    /// <summary>Writes its files.</summary>
    /// <param name="results">What the run measured.</param>
    /// <param name="folder">The run's folder.</param>
    /// <returns>The files' paths, relative to the folder; none if there is nothing to write.</returns>
    IEnumerable<string> Write(RunResults results, string folder);
}
