using System.Text;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Files;

namespace SuppressionLab.Experiments.Estimates;

/// <summary>The graph of all stages as a drawing's source: Mermaid (<c>.mmd</c>) or Graphviz (<c>.dot</c>).</summary>
internal static class GraphFile
{
    private const string Mermaid = ".mmd";
    private const string Dot = ".dot";

    /// <summary>Refuses a file of another kind.</summary>
    /// <exception cref="InputException">The extension is neither.</exception>
    public static void Check(string path)
    {
        if (Path.GetExtension(path) is not (Mermaid or Dot))
        {
            throw new InputException($"--graph is '{path}'; allowed: a file {Mermaid} (Mermaid) or {Dot} (Graphviz)");
        }
    }

    /// <summary>Writes the graph: an arrow from each stage to those that read it, stored stages filled.</summary>
    /// <param name="path">The file.</param>
    /// <param name="stages">The stages, inputs before what reads them.</param>
    /// <exception cref="InputException">The extension is neither.</exception>
    public static void Write(string path, IReadOnlyList<PlannedStage> stages)
    {
        Check(path);
        var names = stages.Select((planned, i) => (planned.Stage.Key, i)).ToDictionary(pair => pair.Key, pair => $"s{pair.i}");
        AtomicFile.WriteText(path, Path.GetExtension(path) == Mermaid ? AsMermaid(stages, names) : AsDot(stages, names));
    }

    private static string AsMermaid(IReadOnlyList<PlannedStage> stages, Dictionary<string, string> names)
    {
        var text = new StringBuilder("flowchart LR\n");
        foreach (var planned in stages)
        {
            text.Append($"  {names[planned.Stage.Key]}[\"{Label(planned.Stage).Replace("\"", "#quot;", StringComparison.Ordinal)}\"]{(planned.Stored ? ":::stored" : "")}\n");
        }
        foreach (var (from, to) in Arrows(stages, names))
        {
            text.Append($"  {from} --> {to}\n");
        }
        return text.Append("  classDef stored fill:#cfe8cf,stroke:#4a7a4a,color:#1a1a1a\n").ToString();
    }

    private static string AsDot(IReadOnlyList<PlannedStage> stages, Dictionary<string, string> names)
    {
        var text = new StringBuilder("digraph stages {\n  rankdir=LR\n  node [shape=box]\n");
        foreach (var planned in stages)
        {
            var label = Label(planned.Stage).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
            text.Append($"  {names[planned.Stage.Key]} [label=\"{label}\"{(planned.Stored ? ", style=filled, fillcolor=\"#cfe8cf\"" : "")}]\n");
        }
        foreach (var (from, to) in Arrows(stages, names))
        {
            text.Append($"  {from} -> {to}\n");
        }
        return text.Append("}\n").ToString();
    }

    private static string Label(Stage stage) => stage.Title.StartsWith(stage.Kind, StringComparison.Ordinal) ? stage.Title : $"{stage.Kind}: {stage.Title}";

    private static IEnumerable<(string From, string To)> Arrows(IReadOnlyList<PlannedStage> stages, Dictionary<string, string> names) =>
        stages.SelectMany(planned => planned.Stage.Inputs.Select(input => (names[input.Key], names[planned.Stage.Key]))).Distinct();
}
