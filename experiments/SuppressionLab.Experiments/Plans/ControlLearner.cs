namespace SuppressionLab.Experiments.Plans;

/// <summary>Which exact learner the control is.</summary>
internal enum ControlLearner
{
    /// <summary>The document learner, as a model trained on documents would be at best.</summary>
    Document,

    /// <summary>The prompt learner, which knows how prompts are made.</summary>
    Prompt,
}
