using Microsoft.ML.Runtime;
using SuppressionLab.Interop.Hosting;

namespace SuppressionLab;

/// <summary>Where a component's seed comes from.</summary>
internal static class Seeds
{
    /// <summary>The options' seed, else the context's, else 0: results never depend on the clock.</summary>
    public static ulong Resolve(ulong? option, IHostEnvironment environment) =>
        option ?? (environment.GetSeed() is { } seed ? (ulong)(uint)seed : 0);
}
