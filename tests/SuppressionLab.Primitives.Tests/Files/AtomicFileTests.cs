using SuppressionLab.Primitives.Files;

namespace SuppressionLab.Primitives.Tests.Files;

[TestClass]
public sealed class AtomicFileTests
{
    [TestMethod]
    public void A_file_appears_whole_in_a_folder_that_is_made_for_it()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "deep", "er", "a.txt");
        AtomicFile.Write(path, stream =>
        {
            stream.Write("ab"u8);
            Assert.IsFalse(File.Exists(path), "not there before it is whole");
        });
        Assert.AreEqual("ab", File.ReadAllText(path));
        Assert.HasCount(1, Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [TestMethod]
    public void A_failing_callback_leaves_the_old_file_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        AtomicFile.WriteText(folder["a.txt"], "old ρ");
        Assert.ThrowsExactly<InvalidOperationException>(() => AtomicFile.Write(folder["a.txt"], stream =>
        {
            stream.Write("new"u8);
            throw new InvalidOperationException();
        }));
        CollectionAssert.AreEqual("old ρ"u8.ToArray(), File.ReadAllBytes(folder["a.txt"]));
        Assert.HasCount(1, Directory.GetFileSystemEntries(folder.Path));
    }

    [TestMethod]
    public void A_new_file_replaces_an_old_one()
    {
        using var folder = new TemporaryFolder();
        AtomicFile.WriteText(folder["a.txt"], "a longer old text");
        AtomicFile.WriteText(folder["a.txt"], "new");
        Assert.AreEqual("new", File.ReadAllText(folder["a.txt"]));
    }

    [TestMethod]
    public void The_hash_of_a_file_is_the_published_sha256_of_its_bytes()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["abc"], "abc");
        const string published = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        Assert.AreEqual(published, ContentHash.OfFile(folder["abc"]));
        Assert.AreEqual(published, ContentHash.OfText("abc"));
    }
}
