namespace SuppressionLab.Experiments.Slurm;

/// <summary>A program of Slurm's that is missing, refused what it was asked, or did not answer. The message is one line.</summary>
internal sealed class SlurmException(string message, Exception? innerException = null) : Exception(message, innerException);
