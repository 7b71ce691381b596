using SuppressionLab.Experiments.Methods;
using SuppressionLab.LanguageModels.Networks;

namespace SuppressionLab.Experiments.Plans;

/// <summary>
/// What an amount of suppression comes to for one method and network: updates, examples, tokens and operations. Equal amounts
/// of one unit differ in the others, and by less than one update's worth in the unit itself.
/// </summary>
internal sealed class MethodBudget(SuppressionPlan plan, MethodPlan method, NetworkConfiguration network)
{
    /// <summary>Tokens of an update, both documents of a pair counted, padding too.</summary>
    public long TokensAStep => (long)plan.Optimizer.BatchSize * method.Method.RowsPerExample * plan.BlockLength;

    /// <summary>Operations of an update: forward, backward and the reference's forward passes.</summary>
    public double FlopsAStep => TokensAStep * FlopsPerToken;

    private double FlopsPerToken
    {
        get
        {
            var full = method.Method.TrainingFlops(network, plan.BlockLength);
            var whole = network.FlopsPerToken(plan.BlockLength);
            // Of a method that stops at a layer, the adapter saves as large a share.
            var saved = method.Adapter is { } adapter
                ? (whole - network.FlopsPerToken(plan.BlockLength, adapter.ToOptions())) * full / whole : 0;
            var passes = method.Method.LiveForwardPasses + (method.Method.CachedForwardPasses / Math.Max(1, plan.Epochs));
            // A forward pass is a third of a full training step.
            return full - saved + (full / 3 * passes);
        }
    }

    /// <summary>A document is cut into training rows; a pair is made to fill one.</summary>
    private int DocumentLength => method.Method.Data == MethodData.Pairs
        ? Math.Min(plan.DocumentLength, plan.BlockLength) : plan.DocumentLength;

    private int BlocksADocument => (DocumentLength + plan.BlockLength - 1) / plan.BlockLength;

    /// <summary>Updates of an amount: at least one, to the nearest.</summary>
    public long Steps(long amount) => amount == 0 ? 0 : plan.AmountUnit switch
    {
        AmountUnit.Tokens => Nearest((double)amount / TokensAStep),
        AmountUnit.Flops => Nearest(amount / FlopsAStep),
        _ => Workload.Steps(amount, DocumentLength, plan.BlockLength, plan.Epochs, plan.Optimizer.BatchSize),
    };

    /// <summary>Examples that an amount needs: documents, or pairs of them.</summary>
    public long Documents(long amount) => plan.AmountUnit == AmountUnit.Documents
        ? amount
        : (long)Math.Ceiling(Steps(amount) * plan.Optimizer.BatchSize / (BlocksADocument * plan.Epochs));

    /// <summary>Tokens of an amount.</summary>
    public double Tokens(long amount) => (double)Steps(amount) * TokensAStep;

    /// <summary>Operations of an amount.</summary>
    public double Flops(long amount) => Steps(amount) * FlopsAStep;

    /// <summary>By what share the amount is missed, since updates are whole: 0 where it is counted in documents.</summary>
    public double Deviation(long amount) => plan.AmountUnit switch
    {
        AmountUnit.Tokens => (Tokens(amount) / amount) - 1,
        AmountUnit.Flops => (Flops(amount) / amount) - 1,
        _ => 0,
    };

    /// <summary>The steps of an amount at which curves are taken: the intermediate ones, then the last.</summary>
    public IReadOnlyList<long> CurveSteps(long amount)
    {
        var steps = Steps(amount);
        return Enumerable.Range(1, plan.IntermediateCurves + 1)
            .Select(i => (long)Math.Round((double)steps * i / (plan.IntermediateCurves + 1)))
            .Where(step => step > 0).Distinct().ToList();
    }

    private static long Nearest(double steps) => Math.Max(1, (long)Math.Round(steps));
}
