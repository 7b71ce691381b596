using SuppressionLab.Experiments.Methods;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections.Methods;

/// <summary>Small multiples with a panel for each network and method, the control that never saw the behaviour left out.</summary>
internal static class MethodPanels
{
    /// <summary>The panels.</summary>
    /// <param name="results">The run.</param>
    /// <param name="series">The lines of a cell and network; the second cell is the control's, null if there is none.</param>
    public static List<LinePanel> Of(RunResults results, Func<CellResults, CellResults?, string, IEnumerable<LineSeries>> series) =>
    [
        .. from cell in results.Cells
           where cell.Plan.Suppression.Single.Name != MethodRegistry.NeverSaw
           from model in cell.Models
           let control = results.Cells.FirstOrDefault(other =>
               other.Plan.Suppression.Single.Name == MethodRegistry.NeverSaw && other.Models.Contains(model))
           let name = MethodTexts.Panel(results, model)
           select new LinePanel(name.Length > 0 ? $"{cell.Method} · {name}" : cell.Method, [.. series(cell, control, model)]),
    ];
}
