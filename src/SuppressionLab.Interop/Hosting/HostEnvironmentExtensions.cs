using Microsoft.ML.Runtime;

namespace SuppressionLab.Interop.Hosting;

/// <summary>What an <c>MLContext</c> was told and a component cannot see through its public face.</summary>
public static class HostEnvironmentExtensions
{
    /// <summary>The seed of the context, or null if it was made without one.</summary>
    public static int? GetSeed(this IHostEnvironment environment) => (environment as IHostEnvironmentInternal)?.Seed;

    /// <summary>The index of the GPU that the context asks for, or null for the CPU.</summary>
    public static int? GetGpuDeviceId(this IHostEnvironment environment) =>
        (environment as IHostEnvironmentInternal)?.GpuDeviceId;

    /// <summary>Whether the context allows the CPU where the GPU that it asks for is missing.</summary>
    public static bool GetFallbackToCpu(this IHostEnvironment environment) =>
        environment is not IHostEnvironmentInternal { FallbackToCpu: false };
}
