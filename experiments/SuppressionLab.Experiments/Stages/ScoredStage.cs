using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Experiments.Stages;

/// <summary>A stage whose artefact holds in-context-learning curves and the prompt scores that they average.</summary>
internal abstract class ScoredStage(params IReadOnlyList<Stage> inputs) : Stage(inputs)
{
    /// <summary>The curve table.</summary>
    public const string CurvesFile = "curves.csv";

    /// <summary>The prompt scores.</summary>
    public const string ScoresFile = "prompt-scores.parquet";

    /// <summary>The curves that it holds, as they are known beforehand.</summary>
    public abstract IReadOnlyList<ScoredShape> Shapes { get; }

    /// <summary>Writes both files.</summary>
    protected static void Write(StageContext context, IReadOnlyList<PromptScore> scores, IReadOnlyList<CurvePoint> points)
    {
        PromptScoreTable.Write(context.Output(ScoresFile), scores);
        CurveTable.Write(context.Output(CurvesFile), points);
    }
}
