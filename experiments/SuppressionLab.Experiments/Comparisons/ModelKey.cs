using System.Globalization;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Comparisons;

/// <summary>What two runs are paired by: one suppressed or pretrained model, at one example length.</summary>
/// <param name="Model">The network's name.</param>
/// <param name="Method">The method's label; <c>none</c> for a pretrained model.</param>
/// <param name="Amount">How much suppression; 0 for a pretrained model.</param>
/// <param name="Seed">The root seed.</param>
/// <param name="K">The example length.</param>
internal sealed record ModelKey(string Model, string Method, double Amount, long Seed, int K)
{
    /// <summary>What a run has, in the plan's order.</summary>
    public static IReadOnlyList<ModelKey> Of(RunResults results) =>
    [
        .. results.Cells.SelectMany(cell => cell.Points.Where(cell.IsFinal)
            .Select(point => new ModelKey(point.Model, point.Method, point.Amount, point.Seed, point.K))).Distinct(),
    ];

    /// <summary>The model without seed and example length, as readers call it.</summary>
    public string Name => Method == ModelReference.NoMethod
        ? $"{Model} · pretrained"
        : string.Create(CultureInfo.InvariantCulture, $"{Model} · {Method} {Amount:0.####}");

    /// <summary>All of it.</summary>
    public override string ToString() => $"{Name}, k = {K}, seed {Seed}";
}
