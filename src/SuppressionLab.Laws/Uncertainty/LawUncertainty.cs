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
/// The interval to report is the profile's, scaled by the covariance of whole prompts. In the study of simulated prompts
/// (tests, Uncertainty/CoverageStudy) it came nearest to its nominal level for every law and kind of parameter;
/// percentile, basic and bias-corrected bootstrap intervals and Wald's covered up to ten points less where a law's valley
/// bends.
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
        IReadOnlyList<ProfileLikelihood> profiles)
    {
        (Fit, Source, Options) = (fit, noise.Source, options);
        (Sandwich, Bootstrap, Rivals, Profiles) = (sandwich, bootstrap, rivals, profiles);
        var rule = new IdentificationRule(fit, sandwich, profiles, rivals);
        Parameters = [.. profiles.Select((profile, i) => Describe(i, profile, rule.Reason(i)))];
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

    /// <summary>The profile of each parameter, in the family's order.</summary>
    public IReadOnlyList<ProfileLikelihood> Profiles { get; }

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
        var rivals = RivalSearch.Find(fit, curves, noise, options.RivalStarts, options.Seed);
        return new LawUncertainty(fit, noise, options, sandwich, bootstrap, rivals,
        [
            .. Enumerable.Range(0, fit.Natural.Count)
                .Select(i => ProfileLikelihood.Of(fit, curves, sandwich, unit, i, options.Level)),
        ]);
    }

    private ParameterUncertainty Describe(int i, ProfileLikelihood profile, string? reason)
    {
        var parameter = profile.Parameter;
        var error = Sandwich.StandardErrors[i];
        return new ParameterUncertainty(
            parameter, profile.Estimate, error, profile.Interval, Wald(parameter, profile.Estimate, error),
            Bootstrap?.Intervals[i], reason is null, reason);
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
