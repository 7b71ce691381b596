using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Numerics;

/// <summary>
/// The R-sequence (Roberts 2018): an additive recurrence on powers of the generalised golden ratio, any number of
/// dimensions without tables, shifted at random.
/// </summary>
internal sealed class SpaceFillingSequence
{
    private readonly double[] _steps;
    private readonly double[] _shift;

    public SpaceFillingSequence(int dimensions, RandomKey key)
    {
        var ratio = 1.5;
        for (var i = 0; i < 100; i++)
        {
            ratio = Math.Pow(1 + ratio, 1.0 / (dimensions + 1));
        }
        var stream = key.Open();
        _steps = new double[dimensions];
        _shift = new double[dimensions];
        for (var i = 0; i < dimensions; i++)
        {
            _steps[i] = Math.Pow(ratio, -(i + 1)) % 1;
            _shift[i] = stream.NextDouble();
        }
    }

    /// <summary>Point <paramref name="index"/> of the sequence, in [0, 1).</summary>
    public void Point(int index, Span<double> result)
    {
        for (var i = 0; i < _steps.Length; i++)
        {
            var value = _shift[i] + ((index + 1) * _steps[i]);
            result[i] = value - Math.Floor(value);
        }
    }
}
