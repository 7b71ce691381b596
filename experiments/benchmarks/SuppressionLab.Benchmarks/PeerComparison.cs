using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Fitting;

namespace SuppressionLab.Benchmarks;

/// <summary>
/// <c>peers [PYTHON]</c>: the six published laws on the curves of <see cref="LawBenchmarks"/>, by this library and by the
/// Python scripts of <c>experiments/benchmarks/peers</c>, each on one core, one after the other in the same run. The
/// interpreter is the argument, else SUPPRESSIONLAB_PYTHON, else python3. A peer whose packages are missing is skipped.
/// </summary>
internal static class PeerComparison
{
    private const int Repeats = 7;
    private const int PeerMinutes = 15;
    private static readonly string[] Scripts = ["published_procedure", "scipy_least_squares"];

    public static int Run(string[] arguments)
    {
        var python = arguments.FirstOrDefault()
            ?? Environment.GetEnvironmentVariable("SUPPRESSIONLAB_PYTHON") ?? "python3";
        var curves = LawBenchmarks.Curves();
        var ours = LawRegistry.Published.ToDictionary(law => law.Name, law => Ours(law, curves));
        var folder = Directory.CreateTempSubdirectory("suppressionlab-peers");
        try
        {
            var file = Path.Combine(folder.FullName, "curves.csv");
            Write(curves, file);
            Print("this library (8 starts or more)", ours, null);
            foreach (var script in Scripts)
            {
                if (Peer(python, script, file) is { } results)
                {
                    Print(script, results, ours);
                }
            }
        }
        finally
        {
            folder.Delete(true);
        }
        return 0;
    }

    /// <summary>The median time of several fits, after as many to warm up, and the squared error over all tasks.</summary>
    private static Result Ours(LawFamily law, CurveSet curves)
    {
        var times = new List<double>();
        var sse = 0.0;
        for (var repeat = 0; repeat < 5 * Repeats; repeat++)
        {
            var clock = Stopwatch.StartNew();
            sse = LawFitter.FitAll(law, curves).Sum(fit => fit.Sse);
            times.Add(clock.Elapsed.TotalSeconds);
        }
        return new Result(times.TakeLast(Repeats).Order().ElementAt(Repeats / 2), sse);
    }

    private static Dictionary<string, Result>? Peer(string python, string script, string file)
    {
        var start = new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "peers", script + ".py"), file])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var variable in new[] { "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS" })
        {
            start.Environment[variable] = "1";
        }
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(TimeSpan.FromMinutes(PeerMinutes)))
            {
                process.Kill(true);
                Console.WriteLine($"{script}: skipped, not done within {PeerMinutes} minutes");
                return null;
            }
            if (process.ExitCode != 0)
            {
                var reason = errors.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "no message";
                Console.WriteLine($"{script}: skipped, {python} says: {reason}");
                return null;
            }
            return Parse(output.Result);
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            Console.WriteLine($"{script}: skipped, {python} cannot be started: {error.Message}");
            return null;
        }
    }

    private static Dictionary<string, Result> Parse(string lines) => lines
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => JsonDocument.Parse(line).RootElement)
        .ToDictionary(
            row => row.GetProperty("law").GetString()!,
            row => new Result(row.GetProperty("seconds").GetDouble(), row.GetProperty("sse").GetDouble()));

    private static void Write(CurveSet curves, string file) => File.WriteAllLines(file,
    [
        "task,shots,probability",
        .. from curve in curves.Curves
           from i in Enumerable.Range(0, curve.Points)
           select string.Create(
               CultureInfo.InvariantCulture, $"{curve.Task},{curve.Shots[i]:R},{curve.Probabilities[i]:R}"),
    ]);

    private static void Print(string title, Dictionary<string, Result> results, Dictionary<string, Result>? ours)
    {
        Console.WriteLine();
        Console.WriteLine($"{title,-32} {"ms",10} {"SSE",12}{(ours is null ? "" : $" {"x ours",10} {"SSE/ours",10}")}");
        foreach (var (law, result) in results)
        {
            var ratio = ours is null ? "" : $" {result.Seconds / ours[law].Seconds,10:F0} {result.Sse / ours[law].Sse,10:F3}";
            Console.WriteLine($"{law,-32} {1000 * result.Seconds,10:F2} {result.Sse,12:G6}{ratio}");
        }
        var total = results.Values.Sum(result => result.Seconds);
        var all = ours is null ? "" : $" {total / ours.Values.Sum(result => result.Seconds),10:F0}";
        Console.WriteLine($"{"all six",-32} {1000 * total,10:F2} {"",12}{all}");
    }

    private sealed record Result(double Seconds, double Sse);
}
