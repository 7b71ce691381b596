using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Reporting.Tests;

/// <summary>A report with every kind of content, shaped like the lab's own: to test and to look at.</summary>
internal static class DemoReport
{
    private static readonly double[] s_amounts = [0, 16, 64, 256];
    private static readonly string[] s_names = ["pretrained", "16 documents", "64 documents", "256 documents"];

    public static LineFigure Curves { get; } = new(
        "curves",
        "Label probability by shots, before and after fine-tuning on component 0",
        "Mean over 300 prompts of each component at k = 2; bands are ± 1 standard error over prompts. Dashed: the scoring-wise law fitted to all components at once. Dotted: the exact learner.",
        new AxisOptions("shots", Logarithmic: true),
        new AxisOptions("label probability", Minimum: 0),
        [.. Enumerable.Range(0, 3).Select(CurvePanel)])
    { Palette = PaletteKind.Sequential };

    public static LineFigure Training { get; } = new(
        "training",
        "Pretraining converged to within 0.02 nats of the exact learner",
        "Loss of held-out documents in nats a token.",
        new AxisOptions("tokens", Logarithmic: true, Minimum: 1e4),
        new AxisOptions("loss (nats a token)"),
        [new LinePanel("", [TrainingSeries(1), TrainingSeries(2), TrainingSeries(3)])
            { References = [new ReferenceLine(1.24, "exact learner")] }]);

    public static StackedBarFigure Priors { get; } = new(
        "priors",
        "Fitted prior by SFT amount",
        "Scoring-wise law; the favoured component is 0.",
        new AxisOptions("SFT documents"),
        new AxisOptions("prior"),
        [.. new[] { 2, 3 }.Select(k => new StackedBarPanel($"k = {k}", [.. s_amounts.Select(amount => $"{amount}")],
        [
            new BarPart("component 0", [.. s_amounts.Select(a => Prior(a + k))]) { StandardErrors = [0.01, 0.02, 0.02, 0.03] },
            new BarPart("component 1", [.. s_amounts.Select(a => (1 - Prior(a + k)) * 0.55)]),
            new BarPart("component 2", [.. s_amounts.Select(a => (1 - Prior(a + k)) * 0.45)]),
        ]))]);

    public static HeatMapFigure Matrix { get; } = new(
        "matrix",
        "P[t, m]: probability that component m gives an example of component t",
        "Original law, columns aligned with components.",
        new AxisOptions("m"),
        new AxisOptions("t"),
        [
            new HeatMapPanel("pretrained", ["0", "1", "2"], ["0", "1", "2"], new[,] { { 0.62, 0.11, 0.2 }, { 0.14, 0.58, 0.09 }, { 0.21, 0.05, 0.66 } }),
            new HeatMapPanel("256 documents", ["0", "1", "2"], ["0", "1", "2"], new[,] { { 0.64, 0.12, 0.2 }, { 0.1, 0.12, double.NaN }, { 0.13, 0.05, 0.1 } }),
        ])
    { ValueLabel = "P" };

    public static ScatterFigure Methods { get; } = new(
        "methods",
        "Suppression against damage, by method at equal budget",
        "Up and to the left is better. Bars are ± 1 standard error over three seeds; an arrowhead marks a point beyond the axis, its value in brackets.",
        new AxisOptions("damage to the kept behaviours (nats a token)"),
        new AxisOptions("suppression (share of label probability removed)"),
        [DamagePanel()])
    { PointHeading = "method", FoldFarPoints = true };

    public static Table Nrmse { get; } = new(
        "nrmse",
        "NRMSE by law",
        "Interpolation over all shots; extrapolation from the first 10 %. Mean ± standard error over components; lower is better.",
        [new TableColumn("law"), new TableColumn("free parameters", ColumnAlignment.Right), new TableColumn("interpolation", ColumnAlignment.Right), new TableColumn("extrapolation", ColumnAlignment.Right)],
        [
            ["scoring-wise", Cell.Number(9), Cell.Estimate(0.0279, 0.0021, "0.0000"), Cell.Estimate(0.0493, 0.004, "0.0000") with { Strong = true }],
            ["sampling-wise", Cell.Number(9), Cell.Estimate(0.0281, 0.0022, "0.0000"), Cell.Estimate(0.0512, 0.005, "0.0000")],
            ["power", Cell.Number(9), Cell.Estimate(0.0274, 0.0019, "0.0000"), Cell.Estimate(0.0621, 0.006, "0.0000")],
            ["logistic", Cell.Number(12), Cell.Estimate(0.0268, 0.0018, "0.0000") with { Strong = true }, Cell.Number(double.NaN)],
        ]);

    public static Table Reemergence { get; } = new(
        "reemergence",
        "Shots until a suppressed component is back",
        "The first n at which the fitted curve reaches half of the pretrained model's probability at the most shots.",
        [new TableColumn("SFT documents", ColumnAlignment.Right), new TableColumn("component 1", ColumnAlignment.Right), new TableColumn("component 2", ColumnAlignment.Right)],
        [
            [Cell.Number(16), Cell.Number(0.6, "0.0"), Cell.Number(0.4, "0.0")],
            [Cell.Number(64), Cell.Estimate(3.1, 0.4, "0.0"), Cell.Estimate(2.2, 0.3, "0.0")],
            [Cell.Number(256), "not within 42", "not within 42"],
        ]);

    public static Table Costs { get; } = new(
        "costs",
        "What it cost",
        "Tokens of both documents of a pair.",
        [new TableColumn("method"), new TableColumn("tokens", ColumnAlignment.Right) { Unit = "millions" }, new TableColumn("time", ColumnAlignment.Right) { Unit = "s" }],
        [
            ["SFT", Cell.Number(1.25, "0.0"), Cell.Estimate(12.5, 0.25, "0.0")],
            ["DPO, LoRA", Cell.Number(2.5, "0.0"), Cell.Interval(31, 29.5, 40, "0")],
            ["gradient \"ascent\"", Cell.Number(double.NaN), Cell.Number(7, "0.0") with { Mark = "†" }],
        ])
    { IsFolded = true };

    public static Report Report { get; } = new(
        "SuppressionLab · quick",
        "A GINC-like mixture of 3 components, GPT-2 with 2 layers, supervised fine-tuning on component 0, 3 seeds",
        [
            new Verdict("Light fine-tuning moved the prior. The suppressed behaviour is back within 3 examples.",
                "After 64 documents the label probability of components 1 and 2 starts at .05 ± .01 instead of .24 ± .01, and rises to .35 ± .02 by 16 shots."),
            new Verdict("Heavy fine-tuning did more than that.",
                "After 256 documents γ of the suppressed components falls from .59 to .12: no number of examples within the context brings them back."),
            new Verdict("The prior after 256 documents is not identified.", "β₀ ≈ γ₀, so ρ₀ may lie anywhere in [.41, .97].", Tone.Caution),
        ],
        [
            new Section("Curves before and after", "Each panel shows prompts of one component. The favoured component should stay where it was, the suppressed ones should start lower with each larger amount.\n\nA curve that starts lower and still rises to where it was before has lost prior, not knowledge (`K` unchanged).", [Curves]),
            new Section("Where the prior went", "Fitted with the scoring-wise law.", [Priors, Matrix]),
            new Section("Which methods remove, at what cost?", "", [Methods, Costs]),
            new Section("How well the laws fit", "", [Nrmse, Reemergence]),
            new Section("Was the model trained enough?", "Regret to the exact learner is the check.", [Training]),
        ],
        [
            new Setting("components", "3", "mixture"), new Setting("entities", "4", "mixture"), new Setting("properties", "6", "mixture"),
            new Setting("vocabularySize", "21", "mixture"), new Setting("permutation temperature", "0.05", "mixture"),
            new Setting("architecture", "gpt2", "model"), new Setting("layers", "2", "model"), new Setting("width", "64", "model"), new Setting("parameters", "112,448", "model"),
            new Setting("steps", "1,500", "pretraining"), new Setting("learning rate", "5e-3", "pretraining"), new Setting("schedule", "cosine to 5 %", "pretraining"),
            new Setting("amounts", "0, 16, 64, 256 documents", "suppression"), new Setting("learning rate", "1e-3", "suppression"),
            new Setting("plan", "sha256 4f0c2a…", "run"), new Setting("seeds", "1, 2, 3", "run"), new Setting("device", "cpu, 2 threads", "run"),
        ])
    {
        KeyNumbers =
        [
            new KeyNumber("Label probability, pretrained, 42 shots", ".58", "± .01, 97 % of the exact learner"),
            new KeyNumber("Start after 64 documents", ".05", "± .01, was .24"),
            new KeyNumber("Shots to half, 64 documents", "2.7", "± .3"),
            new KeyNumber("Regret to the exact learner", "0.02 nats", "a token, worst component"),
        ],
        Stamp = "plan quick 4f0c2a11 · suppressionlab 0.6.0",
    };

    private static ScatterPanel DamagePanel()
    {
        ScatterPoint Point(string label, string group, double x, double xError, double y, double yError, bool lora = false) =>
            ScatterPoint.Estimate(label, group, x, xError, y, yError) with
            {
                Role = lora ? "LoRA" : "all weights",
                Marker = lora ? ScatterMarker.Diamond : ScatterMarker.Circle,
            };
        ScatterPoint[] methods =
        [
            Point("SFT", "fine-tuning", 0.012, 0.003, 0.31, 0.02), Point("SFT, LoRA", "fine-tuning", 0.010, 0.003, 0.28, 0.03, lora: true),
            Point("SFT + KL", "fine-tuning", 0.006, 0.002, 0.22, 0.02),
            Point("DPO", "preferences", 0.030, 0.006, 0.58, 0.03), Point("DPO, LoRA", "preferences", 0.027, 0.005, 0.56, 0.04, lora: true),
            Point("DPO, smoothed", "preferences", 0.028, 0.006, 0.57, 0.03), Point("IPO", "preferences", 0.024, 0.004, 0.49, 0.03),
            Point("hinge", "preferences", 0.031, 0.007, 0.55, 0.03), Point("SimPO", "preferences", 0.044, 0.010, 0.61, 0.05),
            Point("ORPO", "preferences", 0.018, 0.004, 0.40, 0.03), Point("KTO", "preferences", 0.021, 0.005, 0.44, 0.03),
            Point("CPO", "preferences", 0.034, 0.006, 0.54, 0.03),
            Point("gradient ascent", "unlearning", 3.1, 0.6, 0.97, 0.01), Point("gradient difference", "unlearning", 0.095, 0.02, 0.90, 0.03),
            Point("NPO", "unlearning", 0.061, 0.011, 0.83, 0.03), Point("NPO, LoRA", "unlearning", 0.055, double.NaN, 0.80, double.NaN, lora: true),
            Point("unlikelihood", "unlearning", 0.072, 0.014, 0.79, 0.03), Point("RMU", "unlearning", 0.050, 0.008, 0.66, 0.06),
            Point("not run", "unlearning", double.NaN, double.NaN, double.NaN, double.NaN),
        ];
        return new ScatterPanel("",
        [
            .. methods,
            Point("never saw it", "control", -0.004, 0.004, 0.93, 0.01) with { IsReference = true, IsEmphasised = true, Marker = ScatterMarker.Square, Role = null },
            Point("sham", "control", 0.001, 0.002, 0.01, 0.01) with { IsReference = true, Marker = ScatterMarker.Square, Role = null },
        ])
        {
            Frontier = ScatterFrontier.Of("not beaten in both", methods),
            References = [new ReferenceLine(0, "no damage", Vertical: true), new ReferenceLine(0.5, "half removed")],
        };
    }

    private static double Prior(double amount) => 0.33 + (0.5 * amount / (amount + 60));

    private static LinePanel CurvePanel(int component)
    {
        double[] shots = [.. Enumerable.Range(0, 43).Select(n => (double)n)];
        var series = new List<LineSeries>();
        for (var i = 0; i < s_amounts.Length; i++)
        {
            var floor = component == 0 ? 0.24 + (0.08 * i) : 0.24 / (1 + (0.05 * s_amounts[i]));
            var rise = component == 0 ? 0.36 - (0.07 * i) : 0.36 / (1 + (0.004 * s_amounts[i] * s_amounts[i] / 16));
            double[] fit = [.. shots.Select(n => floor + (rise * n / (n + 1.2)))];
            double[] measured = [.. fit.Select((p, n) => p + (0.012 * Math.Sin((7 * n) + (3 * i) + component)))];
            series.Add(new LineSeries($"{s_names[i]}, measured", shots, measured)
            {
                Low = [.. measured.Select(p => p - 0.015)],
                High = [.. measured.Select(p => p + 0.015)],
                Group = s_names[i],
                Role = "measured",
            });
            series.Add(new LineSeries($"{s_names[i]}, law", shots, fit) { Group = s_names[i], Role = "law fit", Style = LineStyle.Dashed });
        }
        series.Add(new LineSeries("exact learner", shots, [.. shots.Select(n => 0.23 + (0.39 * n / (n + 0.5)))])
        {
            IsReference = true,
            Role = "exact",
            Style = LineStyle.Dotted,
        });
        return new LinePanel(component == 0 ? "component 0, favoured" : $"component {component}, suppressed", series);
    }

    private static LineSeries TrainingSeries(int seed)
    {
        double[] tokens = [.. Enumerable.Range(0, 30).Select(i => 1e4 * Math.Pow(1.19, i))];
        double[] loss = [.. tokens.Select(t => 1.25 + (1.7 * Math.Exp(-t / (1.5e5 + (2e4 * seed)))))];
        return new LineSeries($"seed {seed}", tokens, loss) { Markers = true };
    }
}
