using SuppressionLab.Attacks;
using SuppressionLab.Experiments.Plans;

namespace SuppressionLab.Experiments.Attacks;

/// <summary>Prefix and BOS variations of in-context prompts: a series each.</summary>
internal sealed class PrefixAttack(PrefixPlan plan, CurvePlan curves, int contextLength) : ModelAttack
{
    public const string AttackName = "prefix-variations";

    /// <summary>The series whose prefix begins a document of a suppressed component.</summary>
    public const string SuppressedSnippet = "bos+suppressed";

    /// <summary>Nothing, BOS, a delimiter, random symbols, a favoured and a suppressed beginning.</summary>
    private const int Variants = 6;

    /// <summary>How many documents snippets are taken from.</summary>
    private const int Snippets = 100;

    public override string Name => AttackName;

    public override int Version => 1;

    public override object Settings => new { Prefixes = plan, K = curves.ExampleLengths[0], contextLength };

    public override double Tokens(int layers) => (double)Variants * plan.Prompts * contextLength;

    public override AttackCurve Run(AttackSubject subject) => subject.Context.Suppression.Attacks.PrefixVariations(
        subject.Model,
        subject.Prompts(curves.ExampleLengths[0], plan.Prompts, contextLength),
        subject.Documents("prefix-snippets", Snippets, plan.PrefixLength + 1),
        new PrefixVariationOptions
        {
            Suppressed = subject.Suppressed,
            Favoured = subject.Favoured,
            PrefixLength = plan.PrefixLength,
            SymbolCount = subject.Mixture.VocabularySize,
            BatchSize = 64,
            Seed = (ulong)subject.Seed,
            CancellationToken = subject.Cancellation,
        });
}
