using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using SuppressionLab.Benchmarks;

switch (args)
{
    case ["peers", .. var rest]:
        return PeerComparison.Run(rest);
    case ["memory", .. var rest]:
        return MemoryGrowth.Run(rest);
    case ["scoring", .. var rest]:
        return ScoringThroughput.Run(rest);
    case ["engine", .. var rest]:
        return EngineOverhead.Run(rest);
}
// Everything runs in this process: the native libraries are prepared once, and no project is generated and built.
var job = Job.Default
    .WithToolchain(InProcessEmitToolchain.Instance)
    .WithWarmupCount(2)
    .WithIterationCount(5)
    .WithId("in-process");
var config = DefaultConfig.Instance
    .AddJob(job)
    .AddColumn(new ThroughputColumn())
    .HideColumns(Column.Error, Column.RatioSD, Column.Gen0, Column.Gen1, Column.Gen2);
BenchmarkSwitcher.FromAssembly(typeof(GeneratorBenchmarks).Assembly).Run(args, config);
return 0;
