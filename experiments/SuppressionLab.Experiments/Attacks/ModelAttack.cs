using SuppressionLab.Attacks;

namespace SuppressionLab.Experiments.Attacks;

/// <summary>One attack as a plan asks for it, ready to be run on any model.</summary>
internal abstract class ModelAttack
{
    /// <summary>The attack's name in tables and in the store.</summary>
    public abstract string Name { get; }

    /// <summary>The algorithm's version; raised by hand when the same settings give another result.</summary>
    public abstract int Version { get; }

    /// <summary>What the plan says of it.</summary>
    public abstract object Settings { get; }

    /// <summary>Tokens that the network reads, a token of training counted as three: about, for the dry run.</summary>
    /// <param name="layers">The network's blocks.</param>
    public abstract double Tokens(int layers);

    /// <summary>Runs it; a function of the subject and the settings.</summary>
    public abstract AttackCurve Run(AttackSubject subject);
}
