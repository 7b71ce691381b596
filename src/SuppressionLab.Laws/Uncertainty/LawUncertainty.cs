using MathNet.Numerics.Distributions;
using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Diagnostics;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Fitting;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Laws.Uncertainty;

/// <summary>
/// All that is known of how far a fit's parameters can be trusted: sandwich covariance, profiles, bootstrap, rivals, and
/// from them an interval and a mark for each parameter.
/// </summary>
/// <remarks>
/// The interval to report is the profile's, scaled by the covariance of whole prompts, or Wald's on the parameter's scale
/// at that end where it reaches further: both are right to first order, and what they differ by is what neither knows. In
/// the study of simulated prompts (tests, Uncertainty/CoverageStudy) it came nearest to its nominal level over laws and
/// kinds of parameters; percentile, basic, bias-corrected and normal bootstrap intervals held less where a valley bends.
/// </remarks>
public sealed class LawUncertainty
{
    private LawUncertainty(
        LawFit fit,
        CurveNoise noise,
        UncertaintyOptions options,
        ParameterCovariance sandwich,
        LawBootstrap? bootstrap,
        IReadOnlyList<RivalOptimum> rivals,
        IdentificationRule rule,
        IReadOnlyList<ProfileLikelihood?> profiles)
    {
        (Fit, Source, Options) = (fit, noise.Source, options);
        (Sandwich, Bootstrap, Rivals, Profiles) = (sandwich, bootstrap, rivals, profiles);
        var described = fit.Family.Parameters(fit.Tasks.Count);
        Parameters = [.. described.Select((parameter, i) => Describe(i, parameter, rule.Reason(i, profiles[i], rivals)))];
    }

    /// <summary>The fit.</summary>
    public LawFit Fit { get; }

    /// <summary>What the noise was taken from.</summary>
    public NoiseSource Source { get; }

    /// <summary>How it was worked out.</summary>
    public UncertaintyOptions Options { get; }

    /// <summary>Each natural parameter, in the family's order.</summary>
    public IReadOnlyList<ParameterUncertainty> Parameters { get; }

    /// <summary>The sandwich covariance.</summary>
    public ParameterCovariance Sandwich { get; }

    /// <summary>The bootstrap; null if no replicates were asked for.</summary>
    public LawBootstrap? Bootstrap { get; }

    /// <summary>Other parameters found that describe the curves, with the evidence against them.</summary>
    public IReadOnlyList<RivalOptimum> Rivals { get; }

    /// <summary>The profile of each parameter, in the family's order; null where <see cref="UncertaintyOptions.Thorough"/> leaves it out.</summary>
    public IReadOnlyList<ProfileLikelihood?> Profiles { get; }

    /// <summary>The parameter of a name, for example <c>prior[2]</c>.</summary>
    /// <exception cref="InputException">The law has no such parameter.</exception>
    public ParameterUncertainty this[string name] =>
        Parameters.FirstOrDefault(parameter => parameter.Parameter.Name == name)
        ?? throw new InputException($"law {Fit.Law}: no parameter '{name}'; there are "
            + string.Join(", ", Parameters.Select(parameter => parameter.Parameter.Name)));

    /// <summary>Works it out.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="curves">The curves that it was fitted to.</param>
    /// <param name="noise">Their noise: for a curve law's fit, that of its one task (<see cref="CurveNoise.Single"/>).</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="InputException">An option is out of range, or fit, curves and noise are not of the same tasks.</exception>
    public static LawUncertainty Of(LawFit fit, CurveSet curves, CurveNoise noise, UncertaintyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(curves);
        ArgumentNullException.ThrowIfNull(noise);
        options ??= new UncertaintyOptions();
        options.Validate();
        LawBootstrap.CheckMatch(fit, curves, noise);
        var sandwich = ParameterCovariance.Sandwich(fit, curves, noise);
        var unit = ParameterCovariance.Unit(fit, curves);
        var bootstrap = options.Replicates == 0 ? null : LawBootstrap.Run(fit, curves, noise, new BootstrapOptions
        {
            Replicates = options.Replicates, Level = options.Level, Seed = options.Seed,
        });
        var rule = new IdentificationRule(fit, sandwich);
        ProfileLikelihood?[] profiles =
        [
            .. Enumerable.Range(0, fit.Natural.Count).Select(i => options.Thorough || rule.Reason(i) is null
                ? ProfileLikelihood.Of(fit, curves, sandwich, unit, i, options.Level)
                : null),
        ];
        var isOpen = options.Thorough || profiles.Index().Any(pair => rule.Reason(pair.Index, pair.Item, []) is null);
        var rivals = RivalSearch.Find(fit, curves, noise, isOpen ? options.RivalStarts : 0, options.Seed);
        return new LawUncertainty(fit, noise, options, sandwich, bootstrap, rivals, rule, profiles);
    }

    private ParameterUncertainty Describe(int i, LawParameter parameter, string? reason)
    {
        var (estimate, error) = (Fit.Natural[i], Sandwich.StandardErrors[i]);
        var wald = Wald(parameter, estimate, error);
        var interval = Profiles[i]?.Interval is { } profile
            ? new ParameterInterval(Math.Min(profile.Lower, wald.Lower), Math.Max(profile.Upper, wald.Upper))
            : wald;
        return new ParameterUncertainty(
            parameter, estimate, error, interval, wald, Bootstrap?.Intervals[i], reason is null, reason);
    }

    private ParameterInterval Wald(LawParameter parameter, double estimate, double error)
    {
        var scale = ParameterScales.Of(parameter);
        var spread = Normal.InvCDF(0, 1, (1 + Options.Level) / 2) * error * scale.Slope(estimate);
        return double.IsFinite(spread)
            ? new(scale.From(scale.To(estimate) - spread), scale.From(scale.To(estimate) + spread))
            : new(parameter.Minimum, parameter.Maximum);
    }
}
