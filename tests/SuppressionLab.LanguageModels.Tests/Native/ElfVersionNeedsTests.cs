using SuppressionLab.LanguageModels.Native;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.LanguageModels.Tests.Native;

[TestClass]
public class ElfVersionNeedsTests
{
    [TestMethod]
    [DataRow("GLIBC_2.34", 0)]
    [DataRow("GLIBCXX_3.4.30", 1)]
    [DataRow("X_1", 2)]
    public void One_entry_becomes_weak_and_no_other_byte_changes(string version, int entry)
    {
        var image = SyntheticElf.Create();
        var expected = SyntheticElf.Create();
        expected[SyntheticElf.FlagsOffset(entry)] = 2;
        Assert.AreEqual(1, ElfVersionNeeds.Weaken(image, version));
        CollectionAssert.AreEqual(expected, image);
    }

    [TestMethod]
    public void A_version_that_is_not_needed_changes_nothing()
    {
        var image = SyntheticElf.Create();
        Assert.AreEqual(0, ElfVersionNeeds.Weaken(image, "GLIBCXX_3.4.3"));
        CollectionAssert.AreEqual(SyntheticElf.Create(), image);
    }

    [TestMethod]
    public void Only_a_64_bit_little_endian_image_is_taken()
    {
        Assert.ThrowsExactly<InvalidDataException>(() => ElfVersionNeeds.Weaken([], "X_1"));
        Assert.ThrowsExactly<InvalidDataException>(() => ElfVersionNeeds.Weaken(new byte[4096], "X_1"));
        var small = SyntheticElf.Create();
        small[4] = 1;
        Assert.ThrowsExactly<InvalidDataException>(() => ElfVersionNeeds.Weaken(small, "X_1"));
    }

    [TestMethod]
    public void Damaged_images_are_refused_or_edited_but_never_fail_otherwise()
    {
        var random = RandomKey.FromSeed(1).Open();
        for (var i = 0; i < 20000; i++)
        {
            var image = SyntheticElf.Create();
            for (var j = random.NextInt32(4); j >= 0; j--)
            {
                image[6 + random.NextInt32(image.Length - 6)] = (byte)random.NextInt32(256);
            }
            if (i % 4 == 0)
            {
                image = image[..random.NextInt32(image.Length)];
            }
            try
            {
                ElfVersionNeeds.Weaken(image, "X_1");
            }
            catch (InvalidDataException)
            {
                // The only way to refuse.
            }
        }
    }

    [TestMethod]
    public void The_shim_needs_the_version_once()
    {
        var shim = NativeFolders.Find(NativeFolders.Candidates(), NativeNames.Current.Shim);
        if (!OperatingSystem.IsLinux() || shim is null)
        {
            Assert.Inconclusive("Only the Linux shim has the version need.");
        }
        var original = File.ReadAllBytes(shim);
        var image = original.ToArray();
        Assert.AreEqual(1, ElfVersionNeeds.Weaken(image, ShimCache.Version));
        Assert.AreEqual(1, original.Zip(image).Count(pair => pair.First != pair.Second));
    }
}
