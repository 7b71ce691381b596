namespace SuppressionLab.Experiments.Results;

/// <summary>What an amount of suppression did to the suppressed components' curve, beyond the noise.</summary>
internal enum SuppressionOutcome
{
    /// <summary>The pretrained model's own curve does not rise: nothing can be said of what context brings back.</summary>
    NoInContextLearning,

    /// <summary>Without any example the label keeps at least half of the pretrained model's best probability.</summary>
    Weakened,

    /// <summary>It starts below half and examples bring it back above.</summary>
    Hidden,

    /// <summary>It stays below half for all the shots that were measured.</summary>
    DoesNotReturn,

    /// <summary>It ends too near to half to say.</summary>
    Unclear,
}
