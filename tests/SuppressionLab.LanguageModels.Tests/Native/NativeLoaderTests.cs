using SuppressionLab.LanguageModels.Native;

namespace SuppressionLab.LanguageModels.Tests.Native;

[TestClass]
public class NativeLoaderTests
{
    private static readonly NativeNames Names = new("libshim.so", ["libc10.so", "libcpu.so"], ["libcuda.so"], "libtorch.so");

    [TestMethod]
    public void Without_a_libtorch_the_message_says_how_to_get_one()
    {
        using var folder = new TemporaryFolder();
        var message = Refusal(() => Loader([folder.Root]).LibTorchFolder());
        StringAssert.Contains(message, "libcpu.so");
        StringAssert.Contains(message, folder.Root);
        StringAssert.Contains(message, "-p:TorchBackend=cpu");
        StringAssert.Contains(message, "SUPPRESSIONLAB_LIBTORCH");
    }

    [TestMethod]
    public void A_packaged_libtorch_is_found_and_must_be_whole()
    {
        using var folder = new TemporaryFolder();
        Fill(folder["app"], "libc10.so", "libcpu.so", "libtorch.so");
        Assert.AreEqual(folder["app"], Loader([folder["none"], folder["app"]]).LibTorchFolder());
        File.Delete(Path.Combine(folder["app"], "libc10.so"));
        StringAssert.Contains(Refusal(() => Loader([folder["app"]]).LibTorchFolder()), "lacks libc10.so");
    }

    [TestMethod]
    public void A_packaged_and_an_external_libtorch_together_are_refused()
    {
        using var folder = new TemporaryFolder();
        Fill(folder["app"], "libc10.so", "libcpu.so", "libtorch.so");
        Fill(folder["other"], "libc10.so", "libcpu.so", "libtorch.so");
        var message = Refusal(() => Loader([folder["app"]], folder["other"]).LibTorchFolder());
        StringAssert.Contains(message, "unset SUPPRESSIONLAB_LIBTORCH");
        StringAssert.Contains(message, folder["app"]);
    }

    [TestMethod]
    public void Another_libtorch_on_the_linker_s_path_is_refused_and_other_folders_there_are_not()
    {
        using var folder = new TemporaryFolder();
        Fill(folder["app"], "libc10.so", "libcpu.so", "libtorch.so");
        Fill(folder["other"], "libc10.so");
        Fill(folder["plain"], "libz.so");
        NativeLoader WithPath(string path) => new([folder["app"]], null, folder["cache"], Names, path);
        var message = Refusal(() => WithPath($"{folder["plain"]}:{folder["other"]}").LibTorchFolder());
        StringAssert.Contains(message, "LD_LIBRARY_PATH");
        StringAssert.Contains(message, folder["other"]);
        Assert.AreEqual(folder["app"], WithPath($"{folder["plain"]}:{folder["app"]}").LibTorchFolder());
    }

    [TestMethod]
    public void An_external_libtorch_is_named_by_its_install_or_its_lib_folder()
    {
        using var folder = new TemporaryFolder();
        Fill(folder["install/lib"], "libc10.so", "libcpu.so", "libtorch.so");
        Assert.AreEqual(folder["install/lib"], Loader([], folder["install"]).LibTorchFolder());
        Assert.AreEqual(folder["install/lib"], Loader([], folder["install/lib"]).LibTorchFolder());
    }

    [TestMethod]
    public void An_external_folder_that_is_absent_or_lacks_files_is_named()
    {
        using var folder = new TemporaryFolder();
        StringAssert.Contains(Refusal(() => Loader([], folder["none"]).LibTorchFolder()), $"{folder["none"]}, which is not a folder");
        Fill(folder["half"], "libc10.so");
        var message = Refusal(() => Loader([], folder["half"]).LibTorchFolder());
        StringAssert.Contains(message, "lacks libcpu.so, libtorch.so");
        StringAssert.Contains(message, "SUPPRESSIONLAB_LIBTORCH");
    }

    [TestMethod]
    public void A_missing_shim_is_named()
    {
        using var folder = new TemporaryFolder();
        StringAssert.Contains(Refusal(() => Loader([folder.Root]).Shim()), "libshim.so");
    }

    [TestMethod]
    public void A_library_that_is_damaged_or_for_another_machine_is_named_with_the_remedy()
    {
        using var folder = new TemporaryFolder();
        Fill(folder["app"], "libc10.so", "libcpu.so", "libtorch.so");
        var shim = SyntheticElf.Create();
        File.WriteAllBytes(Path.Combine(folder["app"], "libshim.so"), shim);
        var message = Refusal(() => Loader([folder["app"]], cache: folder["cache"]).Load());
        StringAssert.Contains(message, Path.Combine(folder["app"], "libc10.so"));
        StringAssert.Contains(message, "restore the packages");
        Assert.IsFalse(message.Contains('\n'));
    }

    [TestMethod]
    public void The_corrected_shim_is_made_once_and_repaired_if_damaged()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["app"]);
        var shim = Path.Combine(folder["app"], "libshim.so");
        File.WriteAllBytes(shim, SyntheticElf.Create());
        var copy = ShimCache.Weakened(shim, folder["cache"]);
        var written = File.GetLastWriteTimeUtc(copy);
        Assert.AreEqual(copy, ShimCache.Weakened(shim, folder["cache"]));
        Assert.AreEqual(written, File.GetLastWriteTimeUtc(copy));
        File.WriteAllBytes(copy, [1, 2, 3]);
        ShimCache.Weakened(shim, folder["cache"]);
        CollectionAssert.AreEqual(SyntheticElf.Create(), File.ReadAllBytes(copy));
        CollectionAssert.AreEqual(SyntheticElf.Create(), File.ReadAllBytes(shim));
    }

    [TestMethod]
    public void A_cache_that_cannot_be_written_is_named_with_the_remedy()
    {
        using var folder = new TemporaryFolder();
        var shim = folder["libshim.so"];
        File.WriteAllBytes(shim, SyntheticElf.Create());
        File.WriteAllText(folder["cache"], "a file where a folder should be");
        var message = Refusal(() => ShimCache.Weakened(shim, folder["cache"]));
        StringAssert.Contains(message, folder["cache"]);
        StringAssert.Contains(message, "XDG_CACHE_HOME");
    }

    [TestMethod]
    public void A_damaged_shim_is_named()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["libshim.so"], new byte[100]);
        StringAssert.Contains(Refusal(() => ShimCache.Weakened(folder["libshim.so"], folder["cache"])), "damaged");
    }

    private static NativeLoader Loader(string[] folders, string? external = null, string cache = "/nowhere") =>
        new(folders, external, cache, Names);

    private static void Fill(string folder, params string[] files)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in files)
        {
            File.WriteAllText(Path.Combine(folder, file), "not a library");
        }
    }

    private static string Refusal(Action action) => Assert.ThrowsExactly<TorchLoadException>(action).Message;
}
