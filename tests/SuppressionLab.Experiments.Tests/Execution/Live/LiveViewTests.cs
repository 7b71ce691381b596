using Spectre.Console.Testing;
using SuppressionLab.Experiments.Estimates;
using SuppressionLab.Experiments.Execution.Live;
using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Tests.Execution.Live;

[TestClass]
public sealed class LiveViewTests
{
    [TestMethod]
    public void It_says_how_far_the_run_its_cells_and_its_stages_are()
    {
        var stages = new SmallStages(1, 2);
        var state = Begun(stages);
        state.Start(stages.Pretraining);
        for (var step = 1; step <= 40; step++)
        {
            state.Report(stages.Pretraining, SmallStages.Training(step, 4 - (step / 20.0)));
        }
        var lines = Draw(state, stages, 120, 30);
        StringAssert.Contains(lines[0], $"0 done · 1 stored before · {stages.Expanded.Stages.Count - 1} left");
        Assert.IsTrue(lines.Any(line => line.Contains("gpt2-1x32, sft, seed 1") && line.Contains(" 0/") == false && line.Contains("1/")), string.Join('\n', lines));
        Assert.IsTrue(lines.Any(line => line.Contains("gpt2-1x32, sft, seed 2") && line.Contains(" 0/")), string.Join('\n', lines));
        Assert.IsTrue(lines.Any(line => line.Contains("40 %") && line.Contains(stages.Pretraining.Title)));
        Assert.IsTrue(lines.Any(line => line.Contains("█▇▆▅▄▃▂▁".Substring(0, 1)) && line.Contains("loss 2.000 · step 40 of 100 · 12,345 tokens/s · 1:00 left")));
    }

    [TestMethod]
    public void A_failure_and_what_it_blocks_are_counted()
    {
        var stages = new SmallStages(1);
        var state = Begun(stages);
        state.Start(stages.Pretraining);
        state.End(stages.Pretraining, StageState.Failed);
        var blocked = stages.Expanded.Stages.Where(stage => stage.Inputs.Any(input => input.Key == stages.Pretraining.Key)).ToList();
        blocked.ForEach(stage => state.End(stage, StageState.Blocked));
        StringAssert.Contains(Draw(state, stages, 120, 30)[0], $"1 failed · {blocked.Count} blocked");
    }

    [TestMethod]
    public void It_fits_every_terminal()
    {
        var stages = new SmallStages(1, 2, 3);
        var state = Begun(stages);
        foreach (var stage in stages.Expanded.Stages.Skip(1).Take(6))
        {
            state.Start(stage);
            state.Report(stage, SmallStages.Training(5, 2.5));
        }
        foreach (var width in new[] { 1, 10, 24, 40, 79, 80, 200 })
        {
            foreach (var height in new[] { 4, 5, 8, 12, 24, 60 })
            {
                var lines = Draw(state, stages, width, height);
                Assert.IsLessThan(height, lines.Count, $"{width} x {height}");
                Assert.IsTrue(lines.All(line => line.Length <= width), $"{width} x {height}: {string.Join('\n', lines)}");
            }
        }
        StringAssert.Contains(string.Join('\n', Draw(state, stages, 80, 9)), "more");
    }

    [TestMethod]
    public void Many_cells_are_grouped_by_method()
    {
        var stages = new SmallStages([.. Enumerable.Range(1, 12).Select(seed => (long)seed)]);
        var state = Begun(stages);
        var cells = RunCell.Of(stages.Expanded);
        Assert.HasCount(12, cells);
        foreach (var key in cells[0].Stages.Concat(cells[4].Stages))
        {
            state.End(stages.Expanded.Stages.First(stage => stage.Key == key), StageState.Done, 1);
        }
        var line = Draw(state, stages, 100, 24).Single(line => line.Contains("cells", StringComparison.Ordinal));
        StringAssert.Contains(line, "sft");
        StringAssert.Contains(line, " 2/12 cells");
    }

    [TestMethod]
    public void Cells_have_the_stages_that_are_theirs_and_those_they_share()
    {
        var stages = new SmallStages(1, 2);
        var cells = RunCell.Of(stages.Expanded);
        CollectionAssert.AreEqual(new[] { 1L, 2L }, cells.Select(cell => cell.Seed).ToArray());
        var titles = cells.Select(cell => cell.Stages.Select(key => stages.Expanded.Stages.Single(stage => stage.Key == key).Title).ToList()).ToList();
        Assert.IsTrue(titles[0].All(title => !title.Contains("(seed 2)")), string.Join('\n', titles[0]));
        Assert.IsTrue(titles[0].Contains("mixture (seed 1)") && titles[0].Any(title => title.StartsWith("pretrain ")) && titles[0].Any(title => title.StartsWith("fit ")));
    }

    [TestMethod]
    public void The_time_left_goes_by_what_is_known_and_by_the_pace_of_what_is_done()
    {
        var stages = new SmallStages(1).Expanded.Stages;
        var forecast = new TimeForecast(new StageTimes());
        var trainings = stages.OfType<TrainingStage>().Take(3).ToList();
        var known = trainings.Select(stage => DefaultTimes.Of(stage.Kind, stage.Estimate)).ToList();
        Assert.AreNotEqual(trainings[0].Kind, trainings[1].Kind);
        trainings.ForEach(forecast.Expect);
        Assert.AreEqual(known.Sum(), forecast.Left([]).TotalSeconds, 1e-6, "as such stages take elsewhere");
        forecast.Settle(trainings[0], 8);
        // A kind of its own: slower, or faster, as what is done. Then two of the kind, by what they cost.
        Assert.AreEqual(8 / known[0] * (known[1] + known[2]), forecast.Left([]).TotalSeconds, 1e-6);
        forecast.Settle(trainings[1], 3);
        Assert.AreEqual(3 / known[1] * known[2], forecast.Left([]).TotalSeconds, 1e-6);
        var running = new RunningStage(trainings[2]);
        running.Report(SmallStages.Training(60, 1));
        Assert.AreEqual(40, forecast.Left([running]).TotalSeconds, 1e-6, "the trainer knows best");
        forecast.Settle(trainings[2], 1);
        Assert.AreEqual(TimeSpan.Zero, forecast.Left([]));
    }

    [TestMethod]
    public void Curves_are_drawn_between_their_least_and_their_greatest_value()
    {
        Assert.AreEqual("▁▂▃▄▅▆▇█", Glyphs.Unicode.Sparkline([0, 1, 2, 3, 4, 5, 6, 7], 20));
        Assert.AreEqual("█▁", Glyphs.Unicode.Sparkline([3, 3, 3, 1, 1, 1], 2));
        Assert.AreEqual("█ ▁", Glyphs.Unicode.Sparkline([9, double.NaN, 2], 3));
        Assert.AreEqual("▁▁", Glyphs.Unicode.Sparkline([5, 5], 3));
        Assert.AreEqual("", Glyphs.Unicode.Sparkline([], 3));
        Assert.AreEqual("", Glyphs.Unicode.Sparkline([double.NaN], 3));
        Assert.IsTrue(Glyphs.Ascii.Sparkline([1, 2, 3], 3).All(char.IsAscii));
    }

    private static RunState Begun(SmallStages stages)
    {
        var state = new RunState(new StageTimes());
        state.Begin(stages.Expanded.Stages, new HashSet<string> { stages.Expanded.Stages[0].Key });
        return state;
    }

    private static IReadOnlyList<string> Draw(RunState state, SmallStages stages, int width, int height)
    {
        var console = new TestConsole().Width(width).Height(height);
        console.Write(new LiveView(state, RunCell.Of(stages.Expanded), Glyphs.Unicode).Draw(width, height));
        return console.Output.TrimEnd('\n').Split('\n');
    }
}
