namespace SuppressionLab.LanguageModels.Training;

/// <summary>How the learning rate goes after warm-up.</summary>
public enum LearningRateSchedule
{
    /// <summary>It stays.</summary>
    Constant,

    /// <summary>It falls on a line to its final fraction after the last step.</summary>
    Linear,

    /// <summary>It falls on half a cosine wave to its final fraction after the last step.</summary>
    Cosine,
}
