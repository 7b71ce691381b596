using Microsoft.ML;
using Microsoft.ML.Runtime;
using SuppressionLab.Interop.Hosting;

namespace SuppressionLab.Interop.Tests.Hosting;

[TestClass]
public sealed class HostEnvironmentExtensionsTests
{
    [TestMethod]
    public void The_seed_of_a_context_is_seen_through_hosts_registered_in_it()
    {
        Assert.AreEqual(42, new MLContext(42).GetSeed());
        Assert.IsNull(new MLContext().GetSeed());
        Assert.AreEqual(42, ((IHostEnvironment)new MLContext(42)).Register("Trainer").GetSeed());
    }

    [TestMethod]
    public void The_device_of_a_context_is_seen()
    {
        var context = new MLContext { GpuDeviceId = 1, FallbackToCpu = true };
        Assert.AreEqual(1, context.GetGpuDeviceId());
        Assert.IsTrue(context.GetFallbackToCpu());
        Assert.IsNull(new MLContext().GetGpuDeviceId());
        Assert.IsFalse(new MLContext { FallbackToCpu = false }.GetFallbackToCpu());
        Assert.AreEqual(1, ((IHostEnvironment)context).Register("Trainer").GetGpuDeviceId());
    }
}
