using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Fitting;
using SuppressionLab.Laws.Uncertainty;

namespace SuppressionLab.Laws.Diagnostics;

/// <summary>
/// When a parameter's interval can be trusted, found on simulated prompts (tests, Uncertainty/CoverageStudy): its standard
/// error is small; so are those of K and of the other parameters of its task, since errors are computed as if these were
/// nearly known (with γ ≈ β, or K anything, the fit has stopped at some point of an endless valley, where γ and β can look
/// sharp); its profile has both ends and rises as the error says, no slower and no faster; and no rival of the fit puts it elsewhere.
/// </summary>
internal sealed class IdentificationRule
{
    /// <summary>The largest standard error on the parameter's scale: a factor of 1.65 in K or in the odds.</summary>
    public const double LargestError = 0.5;

    /// <summary>The largest standard error, on its scale, of another parameter of the task.</summary>
    public const double LargestCompanionError = 1;

    /// <summary>The least straightness of the profile.</summary>
    public const double LeastStraightness = 0.7;

    /// <summary>A rival counts up to this much evidence against it, in standard errors.</summary>
    public const double PlausibleEvidence = 3;

    /// <summary>A rival's value is elsewhere from this distance on, in the parameter's standard errors.</summary>
    public const double RivalDistance = 2;

    private readonly LawFit _fit;
    private readonly IReadOnlyList<LawParameter> _parameters;
    private readonly double[] _errors;

    public IdentificationRule(LawFit fit, ParameterCovariance sandwich)
    {
        _fit = fit;
        _parameters = fit.Family.Parameters(fit.Tasks.Count);
        _errors = [.. _parameters.Select((parameter, i) =>
            sandwich.StandardErrors[i] * ParameterScales.Of(parameter).Slope(fit.Natural[i]))];
    }

    /// <summary>Why a parameter's standard errors alone say that it is not identified; null if they do not.</summary>
    public string? Reason(int i) =>
        _fit.Points < _fit.FreeParameters ? $"{_fit.Points} points for {_fit.FreeParameters} parameters"
        : LargeError(i) ?? Companion(i);

    /// <summary>Why a parameter is not identified; null if it is.</summary>
    public string? Reason(int i, ProfileLikelihood? profile, IReadOnlyList<RivalOptimum> rivals) =>
        Reason(i) ?? Profile(profile) ?? Rival(i, rivals);

    private string? LargeError(int i) => IsSmall(i, LargestError) ? null
        : double.IsFinite(_errors[i]) ? $"its standard error is {_errors[i]:G2} on the {ScaleName(i)} scale"
        : "it has no finite standard error";

    private string? Companion(int i)
    {
        for (var j = 0; j < _parameters.Count; j++)
        {
            var limit = _parameters[j].Kind == ParameterKind.Efficiency ? LargestError
                : _parameters[j].Task == _parameters[i].Task && IsOfTheTaskItself(j) ? LargestCompanionError
                : double.PositiveInfinity;
            if (j != i && limit < double.PositiveInfinity && !IsSmall(j, limit))
            {
                return $"it depends on {IdentificationAnalyser.Describe(_fit, j)}, which is not";
            }
        }
        return null;
    }

    /// <summary>Of a free P, only the diagonal says something about the task's own examples.</summary>
    private bool IsOfTheTaskItself(int j) =>
        _parameters[j].Kind != ParameterKind.TaskProbability
        || _parameters[j].Name == $"probability[{_parameters[j].Task},{_parameters[j].Task}]";

    private static string? Profile(ProfileLikelihood? profile) =>
        profile is null || profile.IsOpenBelow || profile.IsOpenAbove ? "the data set no limit on one side"
        : profile.Straightness < LeastStraightness ? "the squared error does not rise as its standard error says"
        : null;

    private string? Rival(int i, IReadOnlyList<RivalOptimum> rivals)
    {
        var scale = ParameterScales.Of(_parameters[i]);
        var here = scale.To(_fit.Natural[i]);
        var rival = rivals.FirstOrDefault(other => other.Evidence < PlausibleEvidence
            && Math.Abs(scale.To(other.Natural[i]) - here) > RivalDistance * _errors[i]);
        return rival is null ? null : $"{rival.Natural[i]:G2} fits as well as {_fit.Natural[i]:G2}";
    }

    private bool IsSmall(int i, double limit) => _errors[i] <= limit;

    private string ScaleName(int i) => ParameterScales.Of(_parameters[i]) switch
    {
        ParameterScale.Logit => "log-odds",
        ParameterScale.Logarithm => "logarithmic",
        _ => "parameter's own",
    };
}
