using SuppressionLab.Primitives.Files;

namespace SuppressionLab.Primitives.Tests.Files;

[TestClass]
public sealed class AtomicFolderTests
{
    [TestMethod]
    public void A_folder_appears_whole()
    {
        using var folder = new TemporaryFolder();
        Assert.IsTrue(AtomicFolder.Create(folder["stage"], temporary =>
        {
            Assert.IsFalse(Directory.Exists(folder["stage"]), "not there before it is whole");
            Directory.CreateDirectory(Path.Combine(temporary, "inner"));
            File.WriteAllText(Path.Combine(temporary, "inner", "a.txt"), "a");
        }));
        Assert.AreEqual("a", File.ReadAllText(Path.Combine(folder["stage"], "inner", "a.txt")));
        Assert.HasCount(1, Directory.GetFileSystemEntries(folder.Path));
    }

    [TestMethod]
    public void A_failing_callback_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        Assert.ThrowsExactly<InvalidOperationException>(() => AtomicFolder.Create(folder["stage"], temporary =>
        {
            File.WriteAllText(Path.Combine(temporary, "a.txt"), "a");
            throw new InvalidOperationException();
        }));
        Assert.IsEmpty(Directory.GetFileSystemEntries(folder.Path));
    }

    [TestMethod]
    public void The_first_of_two_makers_wins()
    {
        using var folder = new TemporaryFolder();
        var made = AtomicFolder.Create(folder["stage"], outer =>
        {
            File.WriteAllText(Path.Combine(outer, "who"), "outer");
            Assert.IsTrue(AtomicFolder.Create(folder["stage"], inner => File.WriteAllText(Path.Combine(inner, "who"), "inner")));
        });
        Assert.IsFalse(made);
        Assert.AreEqual("inner", File.ReadAllText(Path.Combine(folder["stage"], "who")));
        Assert.HasCount(1, Directory.GetFileSystemEntries(folder.Path));
    }
}
