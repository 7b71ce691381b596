using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using SuppressionLab.Tests.Shared;

namespace SuppressionLab.Packages.Tests.BannedSymbols;

/// <summary>
/// The compiler refuses the members listed in build/BannedSymbols.TorchSharp.txt, but its analyzer does not look at
/// compound assignments (<c>a *= 2</c>). The compiled assemblies tell: they name every member that they call.
/// </summary>
[TestClass]
public sealed class BannedOperatorTests
{
    [TestMethod]
    [DataRow("SuppressionLab.LanguageModels")]
    [DataRow("SuppressionLab")]
    public void No_operator_that_makes_a_temporary_scalar_is_called(string assembly)
    {
        var banned = Banned().Where(b => b.Contains(".Tensor.op_")).ToHashSet();
        Assert.IsGreaterThan(40, banned.Count);
        var called = References(Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll"));
        CollectionAssert.AreEqual(Array.Empty<string>(), called.Where(banned.Contains).ToArray());
    }

    [TestMethod]
    public void The_operators_of_this_test_are_found()
    {
        var called = References(typeof(BannedOperatorTests).Assembly.Location).Where(Banned().Contains).Order();
        CollectionAssert.AreEqual(
            new[]
            {
                "M:TorchSharp.torch.Tensor.op_Addition(TorchSharp.torch.Tensor,TorchSharp.torch.Tensor)",
                "M:TorchSharp.torch.Tensor.op_Multiply(TorchSharp.torch.Tensor,System.Int32)",
            },
            called.ToArray());
    }

    // Never called: what the test above must find.
    private static TorchSharp.torch.Tensor Compound(TorchSharp.torch.Tensor a, TorchSharp.torch.Tensor b)
    {
        a *= 2;
        a += b;
        return a;
    }

    private static HashSet<string> Banned() =>
        [.. File.ReadLines(Repository.At("build/BannedSymbols.TorchSharp.txt")).Where(l => l.StartsWith("M:")).Select(l => l.Split(';')[0].Split('~')[0])];

    // Conversions are told apart by their result type, which the names here leave out.
    private static List<string> References(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        return [.. reader.MemberReferences.Select(reader.GetMemberReference)
            .Where(m => m.GetKind() == MemberReferenceKind.Method && m.Parent.Kind == HandleKind.TypeReference)
            .Select(m => $"M:{SignatureNames.Instance.GetTypeFromReference(reader, (TypeReferenceHandle)m.Parent, 0)}."
                + $"{reader.GetString(m.Name)}({string.Join(',', m.DecodeMethodSignature(SignatureNames.Instance, null).ParameterTypes)})")];
    }
}
