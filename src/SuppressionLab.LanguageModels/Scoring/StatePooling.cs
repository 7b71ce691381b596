namespace SuppressionLab.LanguageModels.Scoring;

/// <summary>How the states of a row's tokens become one vector.</summary>
public enum StatePooling
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>The last token's state, which alone has seen the whole row.</summary>
    LastToken,
}
