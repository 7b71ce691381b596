using Microsoft.ML;
using SuppressionLab.LanguageModels.Native;

namespace SuppressionLab.Experiments.Stages;

/// <summary>The ML.NET context of a stage.</summary>
internal static class MachineLearning
{
    /// <summary>A context without a network; every component gets its seed by its options.</summary>
    public static MLContext Context() => new(seed: 0);

    /// <summary>A context whose networks live on the device, with torch's threads set.</summary>
    /// <param name="numerics">The device; <c>cuda</c> without a number is the GPU that the stage was given.</param>
    /// <param name="stage">The stage that runs.</param>
    public static MLContext Context(Numerics numerics, StageContext stage)
    {
        TorchRuntime.EnsureLoaded();
        TorchRuntime.Threads = numerics.TorchThreads;
        return new MLContext(seed: 0)
        {
            GpuDeviceId = numerics.Device switch
            {
                "cpu" => null,
                "cuda" => stage.Gpu,
                _ => int.Parse(numerics.Device["cuda:".Length..]),
            },
            FallbackToCpu = false,
        };
    }
}
