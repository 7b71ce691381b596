using SuppressionLab.LanguageModels.Native;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.LanguageModels.Tests.Native;

[TestClass]
public class TorchRuntimeTests
{
    [TestMethod]
    public void Starts_and_says_what_it_loaded()
    {
        TorchRuntime.EnsureLoaded();
        StringAssert.StartsWith(TorchRuntime.Description, "libtorch 2.10");
        StringAssert.Contains(TorchRuntime.Description, NativeNames.Current.Shim);
    }

    [TestMethod]
    public void The_thread_count_is_kept_and_bounded()
    {
        var before = TorchRuntime.Threads;
        TorchRuntime.Threads = 1;
        Assert.AreEqual(1, TorchRuntime.Threads);
        TorchRuntime.Threads = before;
        StringAssert.Contains(Assert.ThrowsExactly<InputException>(() => TorchRuntime.Threads = 0).Message, "1 to 1024");
    }

    [TestMethod]
    [DataRow("gpu")]
    [DataRow("cuda:x")]
    [DataRow("cuda:99")]
    [DataRow("cuda:-1")]
    public void A_device_that_is_not_there_is_named(string name)
    {
        StringAssert.Contains(Assert.ThrowsExactly<InputException>(() => TorchRuntime.Device(name)).Message, name);
    }
}
