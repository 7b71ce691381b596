using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Numerics;

namespace SuppressionLab.Laws.Suppression;

/// <summary>
/// The coordinates of a joint fit and their way into each condition's law. A block of log-ratios of ρ, one of ln K, one of
/// logit β and one of logit((γ − β)/(1 − β)) exist once if shared and once a condition if not. β, not β/γ, is a coordinate,
/// so that γ can move while β is shared; γ as a share of what is above β, so that γ ≥ β wherever the fit goes.
/// </summary>
internal sealed class JointLayout
{
    private const double Bound = 25;
    private readonly int[] _prior;
    private readonly int[] _efficiency;
    private readonly int[] _gap;
    private readonly int[] _beta;

    public JointLayout(TiedBayesianLaw family, int tasks, int conditions, SuppressionModel model)
    {
        (Family, Tasks, Conditions, Model) = (family, tasks, conditions, model);
        _prior = Block(model.Prior, tasks - 1);
        _efficiency = Block(model.Efficiency, 1);
        _beta = Block(model.Beta, tasks);
        _gap = Block(model.Gamma, tasks);
    }

    public TiedBayesianLaw Family { get; }

    public int Tasks { get; }

    public int Conditions { get; }

    public SuppressionModel Model { get; }

    /// <summary>The number of joint coordinates.</summary>
    public int Size { get; private set; }

    /// <summary>The coordinates of a condition's law: 3M.</summary>
    public int LocalSize => 3 * Tasks;

    /// <summary>The coordinates that no two conditions share.</summary>
    public IEnumerable<int> OwnOf(int condition) =>
    [
        .. Model.Prior ? Enumerable.Range(_prior[condition], Tasks - 1) : [],
        .. Model.Efficiency ? [_efficiency[condition]] : Array.Empty<int>(),
        .. Model.Beta ? Enumerable.Range(_beta[condition], Tasks) : [],
        .. Model.Gamma ? Enumerable.Range(_gap[condition], Tasks) : [],
    ];

    /// <summary>The coordinates of one condition's law.</summary>
    public void ToLocal(ReadOnlySpan<double> joint, int condition, Span<double> local)
    {
        for (var t = 0; t < Tasks; t++)
        {
            var beta = joint[_beta[condition] + t];
            var gap = joint[_gap[condition] + t];
            // 1 − γ = (1 − β)(1 − gap); logit(β/γ) = logit β − ln gap.
            var logRest = Logistic.LogSigmoid(-beta) + Logistic.LogSigmoid(-gap);
            local[t] = double.LogP1(-Math.Exp(logRest)) - logRest;
            local[Tasks + t] = beta - Logistic.LogSigmoid(gap);
        }
        joint.Slice(_prior[condition], Tasks - 1).CopyTo(local[(2 * Tasks)..]);
        local[^1] = joint[_efficiency[condition]];
    }

    /// <summary>Each condition's natural parameters; [condition][parameter].</summary>
    public double[][] Natural(ReadOnlySpan<double> joint)
    {
        var local = new double[LocalSize];
        var result = new double[Conditions][];
        for (var c = 0; c < Conditions; c++)
        {
            ToLocal(joint, c, local);
            result[c] = Family.ToNatural(Tasks, local);
        }
        return result;
    }

    /// <summary>Adds a condition's normal equations, given in its law's coordinates, to the joint ones.</summary>
    public void Add(
        ReadOnlySpan<double> joint,
        int condition,
        ReadOnlySpan<double> localNormal,
        ReadOnlySpan<double> localGradient,
        Span<double> normal,
        Span<double> gradient)
    {
        var size = LocalSize;
        Span<(int At, double Factor)> chain = new (int, double)[2 * size];
        Chain(joint, condition, chain);
        for (var i = 0; i < 2 * size; i++)
        {
            if (chain[i].Factor == 0)
            {
                continue;
            }
            gradient[chain[i].At] += chain[i].Factor * localGradient[i / 2];
            for (var j = 0; j < 2 * size; j++)
            {
                normal[(chain[i].At * Size) + chain[j].At] +=
                    chain[i].Factor * chain[j].Factor * localNormal[((i / 2) * size) + (j / 2)];
            }
        }
    }

    /// <summary>The joint coordinates whose shared blocks come from one condition's natural parameters, or their mean.</summary>
    /// <param name="natural">Each condition's natural parameters.</param>
    /// <param name="source">The condition that gives the shared blocks; −1 for the mean over conditions of each coordinate.</param>
    public double[] FromNatural(IReadOnlyList<IReadOnlyList<double>> natural, int source)
    {
        var joint = new double[Size];
        var separate = natural.Select(parameters => TiedCoordinates.FromNatural(Tasks, parameters)).ToArray();
        var mean = Enumerable.Range(0, LocalSize).Select(j => separate.Average(x => x[j])).ToArray();
        for (var c = 0; c < Conditions; c++)
        {
            Put(joint, c, separate[c]);
        }
        var shared = source < 0 ? mean : separate[source];
        PutShared(joint, shared);
        return joint;
    }

    /// <summary>The coordinates of another layout's model, which must be nested in this one's.</summary>
    public double[] FromNested(JointLayout nested, ReadOnlySpan<double> joint)
    {
        var result = new double[Size];
        for (var c = 0; c < Conditions; c++)
        {
            joint.Slice(nested._prior[c], Tasks - 1).CopyTo(result.AsSpan(_prior[c]));
            result[_efficiency[c]] = joint[nested._efficiency[c]];
            joint.Slice(nested._beta[c], Tasks).CopyTo(result.AsSpan(_beta[c]));
            joint.Slice(nested._gap[c], Tasks).CopyTo(result.AsSpan(_gap[c]));
        }
        return result;
    }

    public void Bounds(Span<double> lower, Span<double> upper)
    {
        Span<double> low = new double[LocalSize];
        Span<double> high = new double[LocalSize];
        Family.Bounds(Tasks, low, high);
        lower.Fill(-Bound);
        upper.Fill(Bound);
        foreach (var at in _efficiency)
        {
            (lower[at], upper[at]) = (low[^1], high[^1]);
        }
    }

    private int[] Block(bool own, int width)
    {
        var first = Size;
        Size += own ? Conditions * width : width;
        return [.. Enumerable.Range(0, Conditions).Select(c => own ? first + (c * width) : first)];
    }

    /// <summary>Each local coordinate's at most two joint coordinates and derivatives ∂local/∂joint.</summary>
    private void Chain(ReadOnlySpan<double> joint, int condition, Span<(int At, double Factor)> chain)
    {
        for (var t = 0; t < Tasks; t++)
        {
            var (betaAt, gapAt) = (_beta[condition] + t, _gap[condition] + t);
            var (beta, gap) = (Logistic.Sigmoid(joint[betaAt]), Logistic.Sigmoid(joint[gapAt]));
            var gamma = beta + (Logistic.Sigmoid(-joint[betaAt]) * gap);
            chain[2 * t] = (betaAt, beta / gamma);
            chain[(2 * t) + 1] = (gapAt, gap / gamma);
            chain[2 * (Tasks + t)] = (betaAt, 1);
            chain[(2 * (Tasks + t)) + 1] = (gapAt, -Logistic.Sigmoid(-joint[gapAt]));
        }
        for (var j = 0; j < Tasks; j++)
        {
            chain[2 * ((2 * Tasks) + j)] = (j < Tasks - 1 ? _prior[condition] + j : _efficiency[condition], 1);
        }
    }

    private void Put(Span<double> joint, int condition, ReadOnlySpan<double> separate)
    {
        separate[..(Tasks - 1)].CopyTo(joint[_prior[condition]..]);
        joint[_efficiency[condition]] = separate[Tasks - 1];
        separate.Slice(Tasks, Tasks).CopyTo(joint[_beta[condition]..]);
        separate.Slice(2 * Tasks, Tasks).CopyTo(joint[_gap[condition]..]);
    }

    private void PutShared(Span<double> joint, ReadOnlySpan<double> separate)
    {
        if (!Model.Prior)
        {
            separate[..(Tasks - 1)].CopyTo(joint[_prior[0]..]);
        }
        if (!Model.Efficiency)
        {
            joint[_efficiency[0]] = separate[Tasks - 1];
        }
        if (!Model.Beta)
        {
            separate.Slice(Tasks, Tasks).CopyTo(joint[_beta[0]..]);
        }
        if (!Model.Gamma)
        {
            separate.Slice(2 * Tasks, Tasks).CopyTo(joint[_gap[0]..]);
        }
    }
}
