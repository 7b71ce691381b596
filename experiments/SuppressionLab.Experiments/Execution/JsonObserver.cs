using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.Json;
using SuppressionLab.Experiments.Runs;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Experiments.Store;

namespace SuppressionLab.Experiments.Execution;

/// <summary>
/// A run for machines, one JSON object a line, each with <c>event</c> and <c>utc</c>:
/// <list type="bullet">
/// <item><c>begin</c>: <c>stages</c>, <c>stored</c> (stages stored before); once more, with what is left, after failures</item>
/// <item><c>start</c>: <c>kind</c>, <c>key</c>, <c>title</c> of the stage, as in all events of stages</item>
/// <item><c>progress</c>: <c>fraction</c> in [0, 1], <c>detail</c>; of a training <c>step</c>, <c>steps</c>, <c>tokens</c>,
/// <c>loss</c> and <c>evaluationLoss</c> in nats a token (null if not finite, or not measured), <c>learningRate</c>,
/// <c>tokensPerSecond</c>, <c>secondsLeft</c>; at most one a second and stage</item>
/// <item><c>finish</c>: <c>seconds</c> of wall time; null where another process made it</item>
/// <item><c>damaged</c>: <c>reason</c>; the artefact is made again</item>
/// <item><c>retry</c>: <c>reason</c>, <c>attempt</c> (the one that failed, from 1)</item>
/// <item><c>wait</c>: another process is making the stage, or an input must be made again first; it starts again later</item>
/// <item><c>fail</c>: <c>cause</c>, <c>reason</c>, <c>attempts</c></item>
/// <item><c>block</c>: the stage is not made, as one that it needs failed</item>
/// <item><c>done</c>, the last: <c>folder</c>, <c>report</c> (null if there is none), <c>made</c>, <c>stored</c>, <c>failed</c>,
/// <c>blocked</c>, <c>seconds</c></item>
/// </list>
/// A run that is cancelled, or whose store cannot be written, ends without <c>done</c>, and says why on standard error.
/// </summary>
/// <param name="output">Takes the lines; nothing else is to be written there.</param>
internal sealed class JsonObserver(TextWriter output) : IRunObserver
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly long _begun = Stopwatch.GetTimestamp();
    private readonly ConcurrentDictionary<string, StageEnd> _ends = new(StringComparer.Ordinal);

    private enum StageEnd
    {
        Made,
        Stored,
        Failed,
        Blocked,
    }

    public void Begin(IReadOnlyList<Stage> stages, IReadOnlySet<string> stored)
    {
        foreach (var key in stored)
        {
            _ends.TryAdd(key, StageEnd.Stored);
        }
        Write("begin", new JsonObject { ["stages"] = stages.Count, ["stored"] = stored.Count });
    }

    public void Start(Stage stage) => Write("start", stage);

    public IProgress<StageProgress> ProgressOf(Stage stage) => new Throttled(this, stage);

    public void Finish(Stage stage, double? seconds)
    {
        _ends[stage.Key] = seconds is null ? StageEnd.Stored : StageEnd.Made;
        Write("finish", stage, ("seconds", seconds));
    }

    public void Damaged(Stage stage, string flaw) => Write("damaged", stage, ("reason", flaw));

    public void Retry(Stage stage, string reason, int attempt) => Write("retry", stage, ("reason", reason), ("attempt", attempt));

    public void PutOff(Stage stage) => Write("wait", stage);

    public void Fail(StageFailure failure)
    {
        _ends[failure.Stage.Key] = StageEnd.Failed;
        Write("fail", failure.Stage, ("cause", JsonNamingPolicy.KebabCaseLower.ConvertName(failure.Cause.ToString())),
            ("reason", failure.Reason), ("attempts", failure.Attempts));
    }

    public void Block(Stage stage)
    {
        _ends[stage.Key] = StageEnd.Blocked;
        Write("block", stage);
    }

    /// <summary>Says that all is done.</summary>
    /// <param name="folder">The run's folder.</param>
    public void Done(string folder)
    {
        var report = Path.Combine(folder, RunOutputs.ReportFile);
        Write("done", new JsonObject
        {
            ["folder"] = folder,
            ["report"] = File.Exists(report) ? report : null,
            ["made"] = Count(StageEnd.Made),
            ["stored"] = Count(StageEnd.Stored),
            ["failed"] = Count(StageEnd.Failed),
            ["blocked"] = Count(StageEnd.Blocked),
            ["seconds"] = Stopwatch.GetElapsedTime(_begun).TotalSeconds,
        });
    }

    private int Count(StageEnd end) => _ends.Values.Count(one => one == end);

    private void Write(string name, Stage stage, params (string Name, JsonNode? Value)[] more)
    {
        var fields = new JsonObject { ["kind"] = stage.Kind, ["key"] = stage.Key[..ArtefactStore.KeyCharacters], ["title"] = stage.Title };
        foreach (var (field, value) in more)
        {
            fields[field] = value;
        }
        Write(name, fields);
    }

    private void Write(string name, JsonObject fields)
    {
        fields.Insert(0, "event", name);
        fields.Insert(1, "utc", DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture));
        var line = fields.ToJsonString(Primitives.Json.StrictJson.LineOptions);
        lock (_gate)
        {
            output.WriteLine(line);
            output.Flush();
        }
    }

    private sealed class Throttled(JsonObserver observer, Stage stage) : IProgress<StageProgress>
    {
        private readonly Stopwatch _clock = Stopwatch.StartNew();
        private TimeSpan? _last;

        public void Report(StageProgress value)
        {
            if (_clock.Elapsed - _last < s_interval)
            {
                return;
            }
            _last = _clock.Elapsed;
            observer.Write("progress", stage,
            [
                ("fraction", value.Fraction), ("detail", value.Detail), .. value.Training is { } training ? Of(training) : [],
            ]);
        }

        private static (string, JsonNode?)[] Of(LanguageModels.Training.TrainingProgress training) =>
        [
            ("step", training.Step), ("steps", training.Steps), ("tokens", training.Tokens), ("loss", Finite(training.Loss)),
            ("evaluationLoss", Finite(training.EvaluationLoss)), ("learningRate", training.LearningRate),
            ("tokensPerSecond", Finite(training.TokensPerSecond)), ("secondsLeft", training.TimeLeft.TotalSeconds),
        ];

        private static JsonNode? Finite(double? value) => value is { } known && double.IsFinite(known) ? known : null;
    }
}
