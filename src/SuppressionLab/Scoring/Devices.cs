using Microsoft.ML.Runtime;
using SuppressionLab.Interop.Hosting;
using SuppressionLab.LanguageModels.Native;
using SuppressionLab.Primitives.Errors;
using TorchSharp;

namespace SuppressionLab.Scoring;

/// <summary>Where a context wants networks to live.</summary>
internal static class Devices
{
    /// <summary>The GPU of <c>MLContext.GpuDeviceId</c>, or the CPU if none is asked for or fallback is allowed.</summary>
    /// <exception cref="InputException">The GPU is not there and <c>FallbackToCpu</c> is false.</exception>
    public static torch.Device Of(IHostEnvironment environment)
    {
        if (environment.GetGpuDeviceId() is not { } index)
        {
            return TorchRuntime.Device("cpu");
        }
        try
        {
            return TorchRuntime.Device($"cuda:{index}");
        }
        catch (InputException) when (environment.GetFallbackToCpu())
        {
            return TorchRuntime.Device("cpu");
        }
    }
}
