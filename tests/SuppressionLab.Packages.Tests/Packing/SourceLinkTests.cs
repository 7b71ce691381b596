using System.IO.Compression;
using System.Reflection.Metadata;
using System.Text;
using System.Text.Json.Nodes;
using SuppressionLab.Tests.Shared;

namespace SuppressionLab.Packages.Tests.Packing;

/// <summary>Packs copies of the sources as a release would: from nothing, in Release, with CI's deterministic paths.</summary>
[TestClass]
[TestCategory("Slow")]
public sealed class SourceLinkTests
{
    private const string Project = "SuppressionLab.Interop";
    private static readonly Guid SourceLinkKind = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    [TestMethod]
    public void The_solution_packs_from_nothing_with_links_to_the_remote_s_sources()
    {
        using var clone = new SourceCopy();
        clone.Git("remote", "add", "origin", "https://github.com/example/suppressionlab.git");
        var commit = clone.Git("rev-parse", "HEAD").Trim();
        clone.Pack("SuppressionLab.sln");
        foreach (var id in PackageFeed.Ids)
        {
            var (link, documents) = ReadSymbols(clone.Symbols(id));
            Assert.AreEqual(
                $"https://raw.githubusercontent.com/example/suppressionlab/{commit}/*", (string?)link!["documents"]!["/_/*"]);
            Assert.IsNotEmpty(documents);
            CollectionAssert.AreEqual(Array.Empty<string>(), documents.Where(d => !d.StartsWith("/_/")).ToArray(), id);
            Assert.IsTrue(File.Exists(Path.Combine(clone.Root, documents.First(d => !d.Contains("/obj/"))["/_/".Length..])));
        }
    }

    [TestMethod]
    public void Without_a_remote_a_package_has_no_link_and_no_warning()
    {
        using var clone = new SourceCopy();
        clone.Pack($"src/{Project}");
        var (link, documents) = ReadSymbols(clone.Symbols(Project));
        Assert.IsNull(link);
        Assert.IsNotEmpty(documents);
    }

    private static (JsonNode? Link, List<string> Documents) ReadSymbols(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        using var pdb = zip.Entries.Single(e => e.Name.EndsWith(".pdb", StringComparison.Ordinal)).Open();
        using var copy = new MemoryStream();
        pdb.CopyTo(copy);
        copy.Position = 0;
        using var provider = MetadataReaderProvider.FromPortablePdbStream(copy);
        var reader = provider.GetMetadataReader();
        var link = reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation)
            .Where(i => reader.GetGuid(i.Kind) == SourceLinkKind)
            .Select(i => JsonNode.Parse(Encoding.UTF8.GetString(reader.GetBlobBytes(i.Value)))).SingleOrDefault();
        return (link, [.. reader.Documents.Select(d => reader.GetString(reader.GetDocument(d).Name))]);
    }
}
