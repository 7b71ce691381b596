namespace SuppressionLab.Experiments.Store;

/// <summary>Shares the processor time of this process among the stages that it makes at the same time.</summary>
internal static class CpuShares
{
    private static readonly Lock s_gate = new();
    private static readonly List<Share> s_active = [];
    private static TimeSpan s_last;

    /// <summary>Begins a stage's share.</summary>
    public static Share Begin()
    {
        lock (s_gate)
        {
            Settle();
            var share = new Share();
            s_active.Add(share);
            return share;
        }
    }

    private static void Settle()
    {
        var now = Environment.CpuUsage.TotalTime;
        foreach (var share in s_active)
        {
            share.Add((now - s_last).TotalSeconds / s_active.Count);
        }
        s_last = now;
    }

    /// <summary>One stage's share; ends when disposed.</summary>
    internal sealed class Share : IDisposable
    {
        private double _seconds;

        /// <summary>The share so far, in seconds.</summary>
        public double Seconds
        {
            get
            {
                lock (s_gate)
                {
                    Settle();
                    return _seconds;
                }
            }
        }

        /// <summary>Ends the share.</summary>
        public void Dispose()
        {
            lock (s_gate)
            {
                Settle();
                s_active.Remove(this);
            }
        }

        internal void Add(double seconds) => _seconds += seconds;
    }
}
