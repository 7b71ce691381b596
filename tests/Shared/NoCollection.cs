using System.Runtime;

namespace SuppressionLab.Tests.Shared;

/// <summary>
/// Runs something without a garbage collection, so that what nobody disposes stays counted although it is garbage.
/// </summary>
internal static class NoCollection
{
    private const long AllocationBudget = 200L << 20;

    /// <summary>Runs it; finalizers of what was garbage before have run by then.</summary>
    public static void During(Action action)
    {
        Collect();
        Assert.IsTrue(GC.TryStartNoGCRegion(AllocationBudget), "no region without collections");
        var collections = GC.CollectionCount(0);
        try
        {
            action();
            Assert.AreEqual(collections, GC.CollectionCount(0), "a collection has run: the count says nothing");
        }
        finally
        {
            // Allocating more than the budget has ended it already.
            if (GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
            {
                GC.EndNoGCRegion();
            }
        }
    }

    private static void Collect()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
