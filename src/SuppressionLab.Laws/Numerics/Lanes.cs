using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SuppressionLab.Laws.Numerics;

/// <summary>
/// Four points at a time. The width is fixed, so that a sum's order, and with it every bit of a fit, does not depend on
/// how wide the processor's vectors are.
/// </summary>
internal static class Lanes
{
    public const int Width = 4;

    /// <summary>Four values from <paramref name="index"/> on; zeros past the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load(ReadOnlySpan<double> source, int index) =>
        index + Width <= source.Length
            ? Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(source), (nuint)index)
            : LoadTail(source[index..]);

    /// <summary>Stores four values at <paramref name="index"/>; those past the end are dropped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<double> value, Span<double> target, int index)
    {
        if (index + Width <= target.Length)
        {
            value.StoreUnsafe(ref MemoryMarshal.GetReference(target), (nuint)index);
            return;
        }
        for (var i = index; i < target.Length; i++)
        {
            target[i] = value.GetElement(i - index);
        }
    }

    /// <summary>Σ aᵢ bᵢ.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        Debug.Assert(a.Length == b.Length);
        ref var first = ref MemoryMarshal.GetReference(a);
        ref var second = ref MemoryMarshal.GetReference(b);
        var even = Vector256<double>.Zero;
        var odd = Vector256<double>.Zero;
        nuint i = 0;
        var length = (nuint)a.Length;
        for (; i + (2 * Width) <= length; i += 2 * Width)
        {
            even += Vector256.LoadUnsafe(ref first, i) * Vector256.LoadUnsafe(ref second, i);
            odd += Vector256.LoadUnsafe(ref first, i + Width) * Vector256.LoadUnsafe(ref second, i + Width);
        }
        var sum = Vector256.Sum(even + odd);
        for (; i < length; i++)
        {
            sum += Unsafe.Add(ref first, i) * Unsafe.Add(ref second, i);
        }
        return sum;
    }

    private static Vector256<double> LoadTail(ReadOnlySpan<double> rest)
    {
        Span<double> padded = stackalloc double[Width];
        padded.Clear();
        rest.CopyTo(padded);
        return Vector256.Create<double>(padded);
    }
}
