using System.Runtime.CompilerServices;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.Primitives.Randomness;
using TorchSharp;

namespace SuppressionLab.Tests.Support;

/// <summary>Counts live tensors.</summary>
internal static class Tensors
{
    /// <summary>
    /// TorchSharp's count rises by one for each parameter that is ever made: the tensor that a Parameter takes over is
    /// never counted off, though its memory is freed. Networks made and freed are therefore the unit to compare with.
    /// </summary>
    public static long GrowthOfNetwork() => Growth(() => NetworkRegistry.Create(Tiny.Network, RandomKey.FromSeed(1)).Dispose());

    /// <summary>By how much the count of live tensors grows, finalizers run.</summary>
    public static long Growth(Action action)
    {
        action();
        Collect();
        var before = torch.Tensor.TotalCount;
        action();
        Collect();
        return torch.Tensor.TotalCount - before;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Collect()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
