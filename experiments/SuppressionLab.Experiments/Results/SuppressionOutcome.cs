namespace SuppressionLab.Experiments.Results;

/// <summary>What an amount of suppression did to the suppressed components' curve, beyond the noise.</summary>
internal enum SuppressionOutcome
{
    /// <summary>The pretrained model's own curve does not rise: nothing can be said of what context brings back.</summary>
    NoInContextLearning,

    /// <summary>Without any example the label is about as probable as before.</summary>
    Unchanged,

    /// <summary>It starts lower, and the most examples bring back more than half of the pretrained model's probability.</summary>
    Returns,

    /// <summary>It starts lower and stays below half for all the examples that were measured.</summary>
    DoesNotReturn,

    /// <summary>It starts lower and ends too near to half to say, or the errors are not known.</summary>
    Unclear,
}
