using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Oracle;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Generators.Sampling;

/// <summary>
/// Draws what follows a given beginning under one component, exactly: the forward algorithm gives the distribution of
/// the hidden state at the beginning's end, a state is drawn from it, and the component walks on from there. Where the
/// component cannot produce the beginning, that distribution is the one under transitions (1−ε)·T + ε/N; the walk
/// behind it is the component's own in either case. Safe to share between threads.
/// </summary>
internal sealed class ContinuationSampler
{
    private readonly ComponentSampler _sampler;
    private readonly Lazy<ForwardPass> _exact;
    private readonly Lazy<ForwardPass>? _smoothed;

    /// <param name="component">The component.</param>
    /// <param name="vocabularySize">V.</param>
    /// <param name="smoothing">ε, in [0, 1]; with 0 an impossible beginning has no continuation.</param>
    public ContinuationSampler(HmmComponent component, int vocabularySize, double smoothing)
    {
        _sampler = ComponentSampler.Create(component);
        // A pass holds N² numbers, and documents without a beginning need none.
        _exact = new Lazy<ForwardPass>(() => ForwardPass.Create(component, vocabularySize, 0));
        _smoothed = smoothing > 0
            ? new Lazy<ForwardPass>(() => ForwardPass.Create(component, vocabularySize, smoothing))
            : null;
    }

    /// <summary>Fills <paramref name="symbols"/> with what follows a beginning; false if it is impossible.</summary>
    public bool TrySample(RandomStream stream, ReadOnlySpan<int> beginning, Span<int> symbols)
    {
        if (beginning.IsEmpty)
        {
            _sampler.Sample(stream, symbols);
            return true;
        }
        var state = DrawState(_exact.Value, stream, beginning);
        if (state < 0 && _smoothed is not null)
        {
            state = DrawState(_smoothed.Value, stream, beginning);
        }
        if (state < 0)
        {
            return false;
        }
        _sampler.Continue(stream, state, symbols);
        return true;
    }

    private static int DrawState(ForwardPass pass, RandomStream stream, ReadOnlySpan<int> beginning)
    {
        var state = new ForwardState(pass.Width);
        foreach (var symbol in beginning)
        {
            pass.Advance(state, symbol);
        }
        return state.Sum > 0 ? pass.DrawState(state, stream) : -1;
    }
}
