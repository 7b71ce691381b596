namespace SuppressionLab.Experiments.Stages;

/// <summary>What a stage occupies while it is made, besides a slot and its estimated memory.</summary>
/// <param name="Device"><c>cpu</c> or <c>cuda[:i]</c>; a GPU is given to one stage at a time.</param>
/// <param name="Alone">Whether no other stage may run in the process: dropout draws from a generator that all of it shares.</param>
internal sealed record StageNeeds(string Device, bool Alone)
{
    /// <summary>A slot alone.</summary>
    public static StageNeeds Slot { get; } = new("cpu", false);

    /// <summary>The device of a network that is only run.</summary>
    public static StageNeeds Of(Numerics numerics) => new(numerics.Device, false);

    /// <summary>The device of a network that is trained.</summary>
    public static StageNeeds OfTraining(Numerics numerics, double dropout) => new(numerics.Device, dropout > 0);
}
