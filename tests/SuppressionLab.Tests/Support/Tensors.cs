using System.Runtime.CompilerServices;
using TorchSharp;

namespace SuppressionLab.Tests.Support;

/// <summary>Counts live tensors.</summary>
internal static class Tensors
{
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
