using SuppressionLab.LanguageModels.Native;

// Torch's thread count and its own intra-operation threads are process-wide.
[assembly: DoNotParallelize]

namespace SuppressionLab.LanguageModels.Tests;

[TestClass]
public static class AssemblySettings
{
    // Networks this small gain nothing from a second thread, and on a busy machine threads that spin cost much.
    [AssemblyInitialize]
    public static void UseOneThread(TestContext context) => TorchRuntime.Threads = 1;
}
