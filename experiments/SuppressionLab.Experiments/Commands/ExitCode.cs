namespace SuppressionLab.Experiments.Commands;

/// <summary>The process's exit codes.</summary>
internal static class ExitCode
{
    /// <summary>All done.</summary>
    public const int Success = 0;

    /// <summary>The work failed: a full disk, a diverged loss, a missing native library.</summary>
    public const int Failure = 1;

    /// <summary>What the user gave is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Interrupted.</summary>
    public const int Cancelled = 130;

    /// <summary>A task could not begin: what it reads is not stored, as another task failed.</summary>
    public const int Blocked = 3;
}
