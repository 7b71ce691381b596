namespace SuppressionLab.Reporting.Plotting;

/// <summary>An upright rectangle in drawing units, y down.</summary>
internal readonly record struct Box(double Left, double Top, double Width, double Height)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;

    /// <summary>The area that two rectangles share.</summary>
    public double Overlap(Box other) =>
        Math.Max(0, Math.Min(Right, other.Right) - Math.Max(Left, other.Left))
        * Math.Max(0, Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top));

    /// <summary>The area outside <paramref name="bounds"/>.</summary>
    public double Outside(Box bounds) => (Width * Height) - Overlap(bounds);

    /// <summary>The point inside that is nearest to another.</summary>
    public (double X, double Y) Nearest(double x, double y) => (Math.Clamp(x, Left, Right), Math.Clamp(y, Top, Bottom));

    /// <summary>The length of the part of a segment that lies inside (Liang and Barsky's clipping).</summary>
    public double Length(Segment segment)
    {
        var (dx, dy) = (segment.X2 - segment.X1, segment.Y2 - segment.Y1);
        var (from, to) = (0.0, 1.0);
        Clip(-dx, segment.X1 - Left, ref from, ref to);
        Clip(dx, Right - segment.X1, ref from, ref to);
        Clip(-dy, segment.Y1 - Top, ref from, ref to);
        Clip(dy, Bottom - segment.Y1, ref from, ref to);
        return to > from ? (to - from) * Math.Sqrt((dx * dx) + (dy * dy)) : 0;
    }

    /// <summary>Cuts the range of positions along a segment at one side, which it nears by <paramref name="step"/> over its length.</summary>
    private static void Clip(double step, double room, ref double from, ref double to)
    {
        if (step < 0)
        {
            from = Math.Max(from, room / step);
        }
        else if (step > 0)
        {
            to = Math.Min(to, room / step);
        }
        else if (room < 0)
        {
            to = double.NegativeInfinity;
        }
    }
}
