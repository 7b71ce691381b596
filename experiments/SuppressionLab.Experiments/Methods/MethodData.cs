namespace SuppressionLab.Experiments.Methods;

/// <summary>What a method is trained on: its data role.</summary>
internal enum MethodData
{
    /// <summary>Documents of the favoured components.</summary>
    Favoured,

    /// <summary>Documents of the mixture that pretraining was drawn from.</summary>
    Mixture,

    /// <summary>Documents of the suppressed components.</summary>
    Suppressed,

    /// <summary>One document of a suppressed and one of a kept component an example.</summary>
    SuppressedAndKept,

    /// <summary>Preference pairs: chosen of a favoured, rejected of a suppressed component.</summary>
    Pairs,

    /// <summary>Nothing after pretraining; pretraining itself leaves the suppressed components out.</summary>
    None,
}
