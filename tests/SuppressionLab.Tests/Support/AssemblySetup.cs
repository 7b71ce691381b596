using SuppressionLab.LanguageModels.Native;

namespace SuppressionLab.Tests.Support;

/// <summary>Runs once before the tests.</summary>
[TestClass]
public static class AssemblySetup
{
    /// <summary>
    /// One torch thread: the networks here are too small to share out, and bits compare only at one number of threads.
    /// </summary>
    [AssemblyInitialize]
    public static void UseOneThread(TestContext context) => TorchRuntime.Threads = 1;
}
