using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace SuppressionLab.Publicizer;

/// <summary>
/// Turns what is <c>internal</c> in a managed assembly into what a friend assembly would see: only the visibility bits
/// of its metadata tables change (ECMA-335, II.22), so the copy is a reference to compile against and never runs.
/// </summary>
internal sealed class Publicizer
{
    /// <summary>The flags of a row start after its relative address (4 bytes) and implementation flags (2 bytes).</summary>
    private const int MethodFlagsOffset = 6;

    private readonly byte[] _image;
    private readonly MetadataReader _metadata;
    private readonly int _metadataStart;

    private Publicizer(byte[] image, PEReader reader)
    {
        _image = image;
        _metadata = reader.GetMetadataReader();
        _metadataStart = reader.PEHeaders.MetadataStartOffset;
    }

    /// <summary>The publicized copy of an assembly's image.</summary>
    public static byte[] Publicize(byte[] image)
    {
        var copy = (byte[])image.Clone();
        using var reader = new PEReader(new MemoryStream(image));
        var publicizer = new Publicizer(copy, reader);
        publicizer.OpenTypes();
        publicizer.OpenMethods();
        publicizer.OpenFields();
        return copy;
    }

    private void OpenTypes()
    {
        foreach (var handle in _metadata.TypeDefinitions)
        {
            var flags = _metadata.GetTypeDefinition(handle).Attributes;
            var visibility = (flags & TypeAttributes.VisibilityMask) switch
            {
                TypeAttributes.NotPublic => TypeAttributes.Public,
                TypeAttributes.NestedAssembly or TypeAttributes.NestedFamORAssem => TypeAttributes.NestedPublic,
                TypeAttributes.NestedFamANDAssem => TypeAttributes.NestedFamily,
                var other => other,
            };
            var offset = Offset(TableIndex.TypeDef, MetadataTokens.GetRowNumber(handle));
            var opened = (uint)((flags & ~TypeAttributes.VisibilityMask) | visibility);
            BinaryPrimitives.WriteUInt32LittleEndian(_image.AsSpan(offset), opened);
        }
    }

    private void OpenMethods()
    {
        foreach (var handle in _metadata.MethodDefinitions)
        {
            var flags = _metadata.GetMethodDefinition(handle).Attributes;
            var access = (flags & MethodAttributes.MemberAccessMask) switch
            {
                MethodAttributes.Assembly => MethodAttributes.Public,
                MethodAttributes.FamANDAssem => MethodAttributes.Family,
                var other => other,
            };
            var offset = Offset(TableIndex.MethodDef, MetadataTokens.GetRowNumber(handle)) + MethodFlagsOffset;
            var opened = (ushort)((flags & ~MethodAttributes.MemberAccessMask) | access);
            BinaryPrimitives.WriteUInt16LittleEndian(_image.AsSpan(offset), opened);
        }
    }

    private void OpenFields()
    {
        foreach (var handle in _metadata.FieldDefinitions)
        {
            var flags = _metadata.GetFieldDefinition(handle).Attributes;
            var access = (flags & FieldAttributes.FieldAccessMask) switch
            {
                FieldAttributes.Assembly => FieldAttributes.Public,
                FieldAttributes.FamANDAssem => FieldAttributes.Family,
                var other => other,
            };
            var offset = Offset(TableIndex.Field, MetadataTokens.GetRowNumber(handle));
            var opened = (ushort)((flags & ~FieldAttributes.FieldAccessMask) | access);
            BinaryPrimitives.WriteUInt16LittleEndian(_image.AsSpan(offset), opened);
        }
    }

    private int Offset(TableIndex table, int row) =>
        _metadataStart + _metadata.GetTableMetadataOffset(table) + ((row - 1) * _metadata.GetTableRowSize(table));
}
