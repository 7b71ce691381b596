using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Training;

namespace SuppressionLab.Experiments.Methods;

/// <summary>
/// A way to suppress components that plans name: what it is trained on, its parameters, and the trainer that does it. A new
/// one is a loss in the library and a line in <see cref="MethodRegistry"/>.
/// </summary>
internal abstract class SuppressionMethod
{
    /// <summary>The name in plans and tables.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>Paper and equation.</summary>
    public required string Source { get; init; }

    /// <summary>Its data role.</summary>
    public required MethodData Data { get; init; }

    /// <summary>Its parameters, in the order of the loss.</summary>
    public IReadOnlyList<MethodParameter> Parameters { get; init; } = [];

    /// <summary>Whether it is a control that is expected not to suppress, or never to have seen.</summary>
    public bool IsControl { get; init; }

    /// <summary>The method whose learning rate it takes; its own unless it has nothing to search by.</summary>
    public string SearchedAs { get => field ?? Name; init; }

    /// <summary>Rows of an example: two of a pair, one of a document.</summary>
    public int RowsPerExample => Data is MethodData.Pairs or MethodData.SuppressedAndKept ? 2 : 1;

    /// <summary>Forward passes a token besides those of training, in every step: of a reference that is run beside it.</summary>
    public double LiveForwardPasses { get; init; }

    /// <summary>Forward passes a token that are made once, before training, and kept: a reference's log-probabilities.</summary>
    public double CachedForwardPasses { get; init; }

    /// <summary>Operations a token of a full training step, without the passes above.</summary>
    public virtual double TrainingFlops(NetworkConfiguration network, int length) => network.FlopsPerToken(length);

    /// <summary>The trainer of a run.</summary>
    public abstract FineTuningTrainer CreateTrainer(MethodRun run);

    /// <summary>All parameters: those given, and defaults for the rest.</summary>
    /// <exception cref="InputException">A name is not one of the method's.</exception>
    public IReadOnlyDictionary<string, double> Resolve(IReadOnlyDictionary<string, double>? given)
    {
        if (given?.Keys.FirstOrDefault(name => Parameters.All(p => p.Name != name)) is { } unknown)
        {
            throw new InputException($"'{unknown}' is no parameter of {Name}; allowed: "
                + (Parameters.Count == 0 ? "none" : string.Join(", ", Parameters.Select(p => p.Name))));
        }
        return Parameters.ToDictionary(p => p.Name, p => given?.TryGetValue(p.Name, out var value) == true ? value : p.Default);
    }

    /// <summary>Refuses values that the loss refuses.</summary>
    /// <exception cref="InputException">A value is out of its range.</exception>
    public abstract void Check(IReadOnlyDictionary<string, double> values);
}
