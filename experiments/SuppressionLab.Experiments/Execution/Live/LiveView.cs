using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SuppressionLab.Experiments.Execution.Live;

/// <summary>Draws how far a run is: all of it, its cells, and the stages that are being made.</summary>
/// <param name="state">How far it is.</param>
/// <param name="cells">Its cells.</param>
/// <param name="glyphs">What to draw with.</param>
internal sealed class LiveView(RunState state, IReadOnlyList<RunCell> cells, Glyphs glyphs)
{
    private const int MostCellLines = 8;

    private static readonly Style s_good = new(Color.Green);
    private static readonly Style s_bad = new(Color.Red);
    private static readonly Style s_now = new(Color.Blue);
    private static readonly Style s_quiet = new(Color.Grey);

    /// <summary>The view for a terminal; one line lower than it, so that nothing scrolls.</summary>
    public IRenderable Draw(int width, int height)
    {
        var lines = new List<LiveLine>();
        lines.AddRange(Whole(width));
        var rows = Math.Max(1, height - 1 - lines.Count);
        var running = Running(width).ToList();
        var cellLines = Cells(width, Math.Min(MostCellLines, Math.Max(1, rows - running.Count))).ToList();
        lines.AddRange(cellLines);
        lines.AddRange(Fitting(running, rows - cellLines.Count, width));
        return new Rows(lines.Select(line => line.Text));
    }

    private IEnumerable<LiveLine> Whole(int width)
    {
        var (all, made, cached) = (state.Stages.Count, state.Count(StageState.Done), state.Count(StageState.Cached));
        var (failed, blocked) = (state.Count(StageState.Failed), state.Count(StageState.Blocked));
        var line = new LiveLine(width);
        Bar(line.Add("run ", Style.Plain), all == 0 ? 0 : (double)(made + cached + failed + blocked) / all, Math.Clamp(width / 4, 8, 40), failed > 0);
        line.Add($" {made} done");
        Part(line, cached, "stored before", s_quiet);
        Part(line, failed, "failed", s_bad);
        Part(line, blocked, "blocked", s_bad);
        line.Add($"{glyphs.Between}{all - made - cached - failed - blocked} left");
        yield return line;
        var times = new LiveLine(width).Add($"    {Clock(state.Elapsed)}", s_quiet);
        times.Add($"{glyphs.Between}about {Clock(state.TimeLeft)} left", s_quiet);
        yield return times.Add($"{glyphs.Between}{Memory()}", s_quiet);
    }

    private void Part(LiveLine line, int count, string what, Style style)
    {
        if (count > 0)
        {
            line.Add($"{glyphs.Between}{count} {what}", style);
        }
    }

    /// <summary>A line a cell; where they are too many, a line a method; where those are, one for all.</summary>
    private IEnumerable<LiveLine> Cells(int width, int rows)
    {
        if (cells.Count == 0)
        {
            return [];
        }
        if (cells.Count <= rows)
        {
            return Lines(cells.Select(cell => (cell.ToString(), new[] { cell })), width);
        }
        var methods = cells.GroupBy(cell => cell.Method).ToList();
        return methods.Count <= rows
            ? Lines(methods.Select(method => (method.Key, method.ToArray())), width)
            : Lines([("cells", [.. cells])], width);
    }

    private IEnumerable<LiveLine> Lines(IEnumerable<(string Name, RunCell[] Cells)> groups, int width)
    {
        var all = groups.ToList();
        // Room for the counts behind the bar, and for the least of a bar.
        var name = Math.Min(all.Max(group => group.Name.Length), Math.Max(8, width - 22));
        var bar = Math.Clamp(width - name - 16, 6, 30);
        foreach (var group in all)
        {
            var states = group.Cells.Select(cell => cell.Stages.Select(state.StateOf).ToList()).ToList();
            var (done, stages) = (states.Sum(cell => cell.Count(IsOver)), states.Sum(cell => cell.Count));
            var lost = states.Count(cell => cell.Any(one => one is StageState.Failed or StageState.Blocked));
            var line = new LiveLine(width).Add("    ").AddColumn(group.Name, name).Add(" ");
            Bar(line, (double)done / stages, bar, lost > 0);
            line.Add(group.Cells.Length == 1 ? $" {done}/{stages}" : $" {states.Count(cell => cell.All(IsOver))}/{group.Cells.Length} cells");
            Part(line, group.Cells.Length == 1 ? 0 : lost, "lost", s_bad);
            yield return line;
        }
    }

    private static bool IsOver(StageState stage) => stage is StageState.Done or StageState.Cached;

    /// <summary>Two lines a stage that trains, one for the others.</summary>
    private IEnumerable<LiveLine[]> Running(int width) => state.Running.Select(stage =>
    {
        var bar = Math.Clamp(width / 5, 6, 30);
        var fraction = stage.Last?.Fraction ?? 0;
        var line = new LiveLine(width);
        Bar(line, fraction, bar, failed: false);
        line.Add(string.Create(CultureInfo.InvariantCulture, $" {fraction,4:P0} "));
        if (stage.Last?.Training is not { } training)
        {
            var detail = stage.Last is { Detail.Length: > 0 } last ? $"{glyphs.Between}{last.Detail}" : "";
            return new[] { line.AddNamed(stage.Stage.Title, $"{detail}{glyphs.Between}{Clock(stage.Elapsed)}", quiet: s_quiet) };
        }
        line.AddNamed(stage.Stage.Title, "");
        var curve = glyphs.Sparkline(stage.Losses, bar);
        var below = new LiveLine(width).Add(curve.PadLeft(bar), s_now)
            .Add(string.Create(CultureInfo.InvariantCulture, $"      loss {training.Loss:0.000}"))
            .Add(string.Create(CultureInfo.InvariantCulture, $"{glyphs.Between}step {training.Step:N0} of {training.Steps:N0}"), s_quiet)
            .Add(string.Create(CultureInfo.InvariantCulture, $"{glyphs.Between}{training.TokensPerSecond:N0} tokens/s"), s_quiet)
            .Add($"{glyphs.Between}{Clock(training.TimeLeft)} left", s_quiet);
        return [line, below];
    });

    private static IEnumerable<LiveLine> Fitting(List<LiveLine[]> stages, int rows, int width)
    {
        var whole = stages.TakeWhile((_, i) => stages.Take(i + 1).Sum(stage => stage.Length) <= rows).ToList();
        if (whole.Count == stages.Count)
        {
            return whole.SelectMany(stage => stage);
        }
        // The first line of each says most.
        var shown = stages.Take(Math.Max(0, rows - 1)).Select(stage => stage[0]).ToList();
        return shown.Append(new LiveLine(width).Add($"and {stages.Count - shown.Count} more", s_quiet)).Take(Math.Max(0, rows));
    }

    private void Bar(LiveLine line, double fraction, int width, bool failed)
    {
        var (full, empty) = glyphs.Bar(fraction, width);
        line.Add(full, failed ? s_bad : fraction >= 1 ? s_good : s_now).Add(empty, s_quiet);
    }

    private static string Memory() => string.Create(CultureInfo.InvariantCulture, $"{Environment.WorkingSet / (double)(1L << 30):0.0} GiB");

    private static string Clock(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}");
}
