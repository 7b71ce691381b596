using SuppressionLab.LanguageModels.Objectives.Preferences;
using SuppressionLab.LanguageModels.Objectives.Unlearning;

namespace SuppressionLab.Experiments.Methods;

/// <summary>The methods and controls that plans can name.</summary>
internal static class MethodRegistry
{
    private const string AtLeastZero = "at least 0";
    private const string AboveZero = "above 0";

    /// <summary>All methods, then the controls.</summary>
    public static IReadOnlyList<SuppressionMethod> All { get; } =
    [
        new FineTuningMethod
        {
            Name = "sft", Title = "supervised fine-tuning on favoured documents", Data = MethodData.Favoured,
            Source = "Arora et al. 2024, section 4",
        },
        new FineTuningMethod
        {
            Name = "sft-kl", Title = "fine-tuning held near its start by KL(reference ‖ model)", Data = MethodData.Favoured,
            Source = "Ouyang et al. 2022, equation 2 (the divergence, forward)", LiveForwardPasses = 1,
            Parameters = [new(FineTuningMethod.KlWeight, 1, AtLeastZero, "weight of the divergence, a token")],
        },
        Preference("dpo", "direct preference optimisation", "Rafailov et al. 2023, equation 7", true,
            v => new DpoLoss { Beta = v["beta"], LabelSmoothing = v["labelSmoothing"] },
            Beta(0.1), new("labelSmoothing", 0, "0 to below 0.5", "probability that a pair is the wrong way round")),
        Preference("dpo-smooth", "DPO with label smoothing (conservative DPO)", "Mitchell 2023", true,
            v => new DpoLoss { Beta = v["beta"], LabelSmoothing = v["labelSmoothing"] },
            Beta(0.1), new("labelSmoothing", 0.1, "0 to below 0.5", "probability that a pair is the wrong way round")),
        Preference("ipo", "identity preference optimisation", "Azar et al. 2023, equation 17", true,
            v => new IpoLoss { Beta = v["beta"] }, Beta(0.1)),
        Preference("dpo-hinge", "DPO's hinge variant", "Liu et al. 2023 (RSO), equation 6", true,
            v => new HingePreferenceLoss { Beta = v["beta"] }, Beta(0.1)),
        Preference("simpo", "SimPO", "Meng et al. 2024, equation 6", false,
            v => new SimPoLoss { Beta = v["beta"], Margin = v["margin"] },
            Beta(2), new("margin", 1, AtLeastZero, "margin that is asked for")),
        Preference("orpo", "odds-ratio preference optimisation", "Hong et al. 2024, equations 6 and 7", false,
            v => new OrpoLoss { Weight = v["weight"] }, new MethodParameter("weight", 0.1, AtLeastZero, "weight of the odds ratio")),
        Preference("cpo", "contrastive preference optimisation", "Xu et al. 2024, equations 3 and 5", false,
            v => new CpoLoss { Beta = v["beta"], Weight = v["weight"] },
            Beta(0.1), new("weight", 1, AtLeastZero, "weight of the chosen answer's likelihood")),
        Unlearning("kto", "Kahneman–Tversky optimisation", "Ethayarajh et al. 2024, equations 7 and 8", true, 1,
            v => new KtoLoss { Beta = v["beta"], DesirableWeight = v["desirableWeight"], UndesirableWeight = v["undesirableWeight"] },
            Beta(0.1), new("desirableWeight", 1, AboveZero, "weight of documents to keep"),
            new("undesirableWeight", 1, AboveZero, "weight of documents to suppress")),
        Unlearning("gradient-ascent", "gradient ascent on suppressed documents", "Jang et al. 2023, equation 1", false, 0,
            _ => new GradientAscentLoss()),
        Unlearning("gradient-difference", "ascent on suppressed, descent on kept documents",
            "Liu et al. 2022; Maini et al. 2024, section 4", true, 0,
            v => new GradientDifferenceLoss { KeptWeight = v["keptWeight"] }, Kept(1)),
        Unlearning("npo", "negative preference optimisation", "Zhang et al. 2024, equation 3", false, 1,
            v => new NpoLoss { Beta = v["beta"] }, Beta(0.1)),
        Unlearning("npo-kept", "negative preference optimisation beside kept documents", "Zhang et al. 2024, section 3.2",
            true, 1, v => new NpoLoss { Beta = v["beta"], KeptWeight = v["keptWeight"] }, Beta(0.1), Kept(1)),
        Unlearning("unlikelihood", "unlikelihood of suppressed tokens beside kept documents", "Welleck et al. 2020, equation 2",
            true, 0, v => new UnlikelihoodLoss { KeptWeight = v["keptWeight"] }, Kept(1)),
        new MisdirectionMethod
        {
            Name = "rmu", Title = "representation misdirection", Source = "Li et al. 2024 (WMDP), section 4",
            // The reference reads the kept half alone.
            Data = MethodData.SuppressedAndKept, LiveForwardPasses = 0.5,
            Parameters =
            [
                new("coefficient", 6.5, AboveZero, "length of the state that suppressed documents are drawn to"),
                new("keptWeight", 100, AtLeastZero, "weight of kept documents' states"),
            ],
        },
        new FineTuningMethod
        {
            Name = Sham, Title = "control: the same extra steps on the original mixture", Data = MethodData.Mixture,
            Source = "what mere further training does", IsControl = true, SearchedAs = "sft",
        },
        new NeverSawMethod
        {
            Name = NeverSaw, Title = "control: pretrained without the suppressed components", Data = MethodData.None,
            Source = "what removal would look like", IsControl = true,
        },
    ];

    /// <summary>The control that trains on.</summary>
    public const string Sham = "sham";

    /// <summary>The control that never saw the suppressed components.</summary>
    public const string NeverSaw = "never-saw-it";

    /// <summary>The method of a name; null if there is none.</summary>
    public static SuppressionMethod? Find(string name) => All.FirstOrDefault(method => method.Name == name);

    private static PreferenceMethod Preference(
        string name,
        string title,
        string source,
        bool usesReference,
        Func<IReadOnlyDictionary<string, double>, PreferenceLoss> loss,
        params MethodParameter[] parameters) => new()
    {
        Name = name, Title = title, Source = source, Data = MethodData.Pairs, Loss = loss, Parameters = parameters,
        CachedForwardPasses = usesReference ? 1 : 0,
    };

    private static UnlearningMethod Unlearning(
        string name,
        string title,
        string source,
        bool usesKept,
        double cachedPasses,
        Func<IReadOnlyDictionary<string, double>, UnlearningLoss> loss,
        params MethodParameter[] parameters) => new()
    {
        Name = name, Title = title, Source = source, Loss = loss, Parameters = parameters, CachedForwardPasses = cachedPasses,
        // The mean log-ratio of the whole batch takes a pass of its own in every step.
        LiveForwardPasses = loss(parameters.ToDictionary(p => p.Name, p => p.Default)).UsesMeanLogRatio ? 1 : 0,
        Data = usesKept ? MethodData.SuppressedAndKept : MethodData.Suppressed,
    };

    private static MethodParameter Beta(double value) => new("beta", value, AboveZero, "how hard the reference is held, or the scale of a margin");

    private static MethodParameter Kept(double value) => new("keptWeight", value, AboveZero, "weight of kept documents' −ln p, a token");
}
