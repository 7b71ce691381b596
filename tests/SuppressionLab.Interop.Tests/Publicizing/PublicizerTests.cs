using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.ML;
using SuppressionLab.Publicizer;

namespace SuppressionLab.Interop.Tests.Publicizing;

[TestClass]
public sealed class PublicizerTests
{
    private static readonly byte[] Original = File.ReadAllBytes(typeof(ITransformer).Assembly.Location);
    private static readonly byte[] Copy = Publicizer.Publicizer.Publicize(Original);

    [TestMethod]
    public void The_internals_that_the_interop_needs_are_public_in_the_copy()
    {
        foreach (var name in new[] { "ModelLoadContext", "VersionInfo", "LoadableClassAttributeBase", "IHostEnvironmentInternal" })
        {
            Assert.IsFalse(IsPublic(Original, name), $"{name} is public now: the interop may no longer need to publicize");
            Assert.IsTrue(IsPublic(Copy, name), name);
        }
    }

    [TestMethod]
    public void Nothing_is_internal_in_the_copy_and_what_was_private_stays_private()
    {
        Assert.AreNotEqual(0, Count(Original, MethodAttributes.Assembly));
        Assert.AreEqual(0, Count(Copy, MethodAttributes.Assembly));
        Assert.AreEqual(0, Count(Copy, MethodAttributes.FamANDAssem));
        Assert.AreEqual(Count(Original, MethodAttributes.Private), Count(Copy, MethodAttributes.Private));
        Assert.AreEqual(
            Count(Original, MethodAttributes.Public) + Count(Original, MethodAttributes.Assembly), Count(Copy, MethodAttributes.Public));
    }

    [TestMethod]
    public void Only_bits_of_visibility_differ()
    {
        Assert.HasCount(Original.Length, Copy);
        for (var i = 0; i < Copy.Length; i++)
        {
            // All visibility masks of ECMA-335 (types, methods, fields) lie in the lowest three bits of a flags word.
            Assert.AreEqual(Original[i] & ~7, Copy[i] & ~7, $"byte {i}");
        }
    }

    private static bool IsPublic(byte[] image, string name) => Read(image, metadata =>
    {
        var type = metadata.TypeDefinitions.Select(metadata.GetTypeDefinition).Single(t => metadata.GetString(t.Name) == name);
        return (type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public;
    });

    private static int Count(byte[] image, MethodAttributes access) => Read(image, metadata =>
        metadata.MethodDefinitions.Count(h => (metadata.GetMethodDefinition(h).Attributes & MethodAttributes.MemberAccessMask) == access));

    private static T Read<T>(byte[] image, Func<MetadataReader, T> read)
    {
        using var reader = new PEReader(new MemoryStream(image));
        return read(reader.GetMetadataReader());
    }
}
