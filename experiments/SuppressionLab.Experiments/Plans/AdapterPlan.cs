using SuppressionLab.LanguageModels.Adapters;

namespace SuppressionLab.Experiments.Plans;

/// <summary>Low-rank adaptation in the place of full fine-tuning.</summary>
internal sealed record AdapterPlan
{
    /// <summary>The rank, from 1 to the width.</summary>
    public required int Rank { get; init; }

    /// <summary>α: the adapter counts α/rank.</summary>
    public double Alpha { get; init; } = 16;

    /// <summary>The matrices that are adapted, by the last part of their names; all of the blocks unless given.</summary>
    public string[] Targets { get; init; } = [];

    /// <summary>The library's options.</summary>
    public LoraOptions ToOptions() => new() { Rank = Rank, Alpha = Alpha, Targets = Targets };
}
