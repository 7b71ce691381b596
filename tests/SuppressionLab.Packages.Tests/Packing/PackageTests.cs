using System.IO.Compression;
using System.Reflection.Metadata;
using System.Xml.Linq;
using SuppressionLab.Tests.Shared;

namespace SuppressionLab.Packages.Tests.Packing;

[TestClass]
public sealed class PackageTests
{
    private static IEnumerable<object[]> Ids => PackageFeed.Ids.Select(id => new object[] { id });

    [TestMethod]
    public void The_solution_packs_its_libraries_and_nothing_else()
    {
        var expected = PackageFeed.Ids.SelectMany(id => new[] { PackageFeed.Package(id), PackageFeed.Package(id, "snupkg") });
        CollectionAssert.AreEquivalent(expected.ToList(), Directory.GetFiles(PackageFeed.Folder));
    }

    [TestMethod]
    [DynamicData(nameof(Ids))]
    public void A_package_holds_its_assembly_its_documentation_and_a_readme_and_nothing_else(string id)
    {
        using var package = ZipFile.OpenRead(PackageFeed.Package(id));
        var files = package.Entries.Select(e => e.FullName)
            .Where(f => !f.StartsWith("_rels/") && !f.StartsWith("package/") && f != "[Content_Types].xml").Order(StringComparer.Ordinal);
        CollectionAssert.AreEqual(
            new[] { "README.md", $"{id}.nuspec", $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml" }, files.ToArray());
    }

    [TestMethod]
    [DynamicData(nameof(Ids))]
    public void A_package_says_its_licence_what_it_is_and_what_it_is_about(string id)
    {
        var metadata = Metadata(id);
        Assert.AreEqual("MIT", Value(metadata, "license"));
        Assert.AreEqual("README.md", Value(metadata, "readme"));
        Assert.IsGreaterThan(60, Value(metadata, "description").Length);
        StringAssert.Contains(Value(metadata, "tags"), "ml.net");
        Assert.HasCount(PackageFeed.Ids.Count, PackageFeed.Ids.Select(i => Value(Metadata(i), "description")).Distinct());
    }

    [TestMethod]
    [DynamicData(nameof(Ids))]
    public void The_symbols_are_of_the_assembly_beside_them(string id)
    {
        using var symbols = ZipFile.OpenRead(PackageFeed.Package(id, "snupkg"));
        using var pdb = MetadataReaderProvider.FromPortablePdbStream(Copy(symbols.GetEntry($"lib/net10.0/{id}.pdb")!));
        using var package = ZipFile.OpenRead(PackageFeed.Package(id));
        using var assembly = new System.Reflection.PortableExecutable.PEReader(Copy(package.GetEntry($"lib/net10.0/{id}.dll")!));
        var codeView = assembly.ReadDebugDirectory().Single(e => e.Type == System.Reflection.PortableExecutable.DebugDirectoryEntryType.CodeView);
        Assert.AreEqual(
            assembly.ReadCodeViewDebugDirectoryData(codeView).Guid,
            new BlobContentId(pdb.GetMetadataReader().DebugMetadataHeader!.Id).Guid);
    }

    [TestMethod]
    [DataRow("SuppressionLab.Primitives", "Parquet.Net")]
    [DataRow("SuppressionLab.Generators", "MathNet.Numerics, Parquet.Net, SuppressionLab.Primitives")]
    [DataRow("SuppressionLab.Laws", "MathNet.Numerics, SuppressionLab.Primitives")]
    [DataRow("SuppressionLab.LanguageModels", "SharpZipLib, SkiaSharp, SuppressionLab.Primitives, TorchSharp")]
    [DataRow("SuppressionLab.Interop", "Microsoft.ML, System.Numerics.Tensors")]
    [DataRow(
        "SuppressionLab",
        "Microsoft.ML, SuppressionLab.Generators, SuppressionLab.Interop, SuppressionLab.LanguageModels, SuppressionLab.Laws")]
    [DataRow(
        "SuppressionLab.Reporting",
        "HarfBuzzSharp.NativeAssets.Linux, ScottPlot, SkiaSharp, SkiaSharp.HarfBuzz, "
        + "SkiaSharp.NativeAssets.Linux.NoDependencies, SuppressionLab.Primitives")]
    public void A_package_depends_on_what_its_code_uses(string id, string expected) =>
        Assert.AreEqual(expected, string.Join(", ", Dependencies(id).Keys.Order(StringComparer.Ordinal)));

    [TestMethod]
    public void The_packages_of_one_version_go_together_and_with_the_ML_NET_that_was_tried()
    {
        foreach (var (id, version) in PackageFeed.Ids.SelectMany(Dependencies))
        {
            if (id.StartsWith("SuppressionLab", StringComparison.Ordinal))
            {
                Assert.AreEqual(PackageFeed.Version, version, id);
            }
            else if (id == "Microsoft.ML")
            {
                Assert.AreEqual("[5.0.1, 6.0.0)", version);
            }
        }
    }

    private static Dictionary<string, string> Dependencies(string id) => Metadata(id).Descendants()
        .Where(e => e.Name.LocalName == "dependency")
        .ToDictionary(e => e.Attribute("id")!.Value, e => e.Attribute("version")!.Value);

    private static XElement Metadata(string id)
    {
        using var package = ZipFile.OpenRead(PackageFeed.Package(id));
        using var stream = package.GetEntry($"{id}.nuspec")!.Open();
        return XDocument.Load(stream).Root!.Elements().Single();
    }

    private static string Value(XElement metadata, string name) => metadata.Elements().Single(e => e.Name.LocalName == name).Value;

    private static MemoryStream Copy(ZipArchiveEntry entry)
    {
        var copy = new MemoryStream();
        using var stream = entry.Open();
        stream.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }
}
