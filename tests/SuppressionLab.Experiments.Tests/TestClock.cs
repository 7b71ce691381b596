namespace SuppressionLab.Experiments.Tests;

/// <summary>A clock that a test turns.</summary>
internal sealed class TestClock : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    public void Advance(TimeSpan time) => _ticks += time.Ticks;
}
