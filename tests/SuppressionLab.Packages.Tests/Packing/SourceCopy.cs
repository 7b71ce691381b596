using SuppressionLab.Tests.Shared;

namespace SuppressionLab.Packages.Tests.Packing;

/// <summary>The repository's sources as they are now, as one commit of a new repository without a remote.</summary>
internal sealed class SourceCopy : IDisposable
{
    private static readonly string[] Built = ["bin", "obj", ".git", "TestResults", "runs", ".vs"];
    private readonly TemporaryFolder _folder = new();

    public SourceCopy()
    {
        Copy(Repository.Root, Root);
        Git("init", "--quiet");
        Git("add", "--all");
        Git("-c", "user.name=test", "-c", "user.email=test@example.org", "commit", "--quiet", "--message", "sources");
    }

    /// <summary>The copy's top folder.</summary>
    public string Root => _folder.File("sources");

    /// <summary>The path of a packed library's symbols.</summary>
    public string Symbols(string id) => Path.Combine(_folder.Path, "packages", $"{id}.0.1.0.snupkg");

    /// <summary>Runs git and gives what it prints.</summary>
    public string Git(params string[] arguments) => ProcessResult.Of("git", Root, arguments).Succeeded().Output;

    /// <summary>Packs a project or the solution, without a warning.</summary>
    public void Pack(string what)
    {
        var result = ProcessResult.With(
            new() { ["CI"] = "true" }, "dotnet", Root, "pack", what, "-c", "Release", "-o", _folder.File("packages")).Succeeded();
        Assert.DoesNotContain("warn", result.Output, result.Output);
    }

    public void Dispose()
    {
        // git's objects are read-only, which some systems take as undeletable.
        foreach (var file in Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal);
        }
        _folder.Dispose();
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
        foreach (var folder in Directory.GetDirectories(from).Where(f => !Built.Contains(Path.GetFileName(f))))
        {
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }
}
