namespace SuppressionLab.Reporting.Plotting;

/// <summary>
/// Places labels beside markers so that they cover neither each other nor, where there is room, markers and lines.
/// Deterministic: each label in turn, the most crowded first, takes the cheapest of a fixed set of places given all others,
/// until none moves. A label that still covers another is left out.
/// </summary>
internal sealed class LabelPlacement
{
    private const int MaximumSweeps = 8;
    // Of more points than this most labels have no room: only places beside the marker are tried, once.
    private const int Many = 60;
    private const double Crowd = 70;
    private const double BesideMarker = 15;
    private const double Tolerated = 0.05;
    // Right, left, above, below, the diagonals, then between them.
    private static readonly (double Cos, double Sin)[] s_directions =
        [.. new[] { 0, 8, 12, 4, 14, 2, 10, 6, 15, 1, 9, 7, 13, 3, 11, 5 }.Select(turn => (Math.Cos(turn * Math.PI / 8), Math.Sin(turn * Math.PI / 8)))];
    private static readonly double[] s_distances = [8.5, 13, 22, 34, 48, 66, 90, 120];
    private readonly IReadOnlyList<PlacedPoint> _points;
    private readonly IReadOnlyList<(double Width, double Height)> _sizes;
    private readonly IReadOnlyList<Segment> _lines;
    private readonly IReadOnlyList<Box> _taken;
    private readonly Box _bounds;
    private readonly Box[] _markers;
    private readonly Box?[] _labels;
    private readonly Segment?[] _leaders;

    private LabelPlacement(
        IReadOnlyList<PlacedPoint> points, IReadOnlyList<(double Width, double Height)> sizes,
        IReadOnlyList<Segment> lines, IReadOnlyList<Box> taken, Box bounds)
    {
        (_points, _sizes, _lines, _taken, _bounds) = (points, sizes, lines, taken, bounds);
        _markers = [.. points.Select(point => new Box(point.X - 6, point.Y - 6, 12, 12))];
        (_labels, _leaders) = (new Box?[points.Count], new Segment?[points.Count]);
    }

    /// <summary>The points with their labels' places.</summary>
    /// <param name="points">Points without labels.</param>
    /// <param name="sizes">The size of each label.</param>
    /// <param name="lines">Lines that labels should not cover: error bars, a frontier.</param>
    /// <param name="taken">Other texts.</param>
    /// <param name="bounds">What labels must stay in.</param>
    public static IReadOnlyList<PlacedPoint> Place(
        IReadOnlyList<PlacedPoint> points, IReadOnlyList<(double Width, double Height)> sizes,
        IReadOnlyList<Segment> lines, IReadOnlyList<Box> taken, Box bounds)
    {
        var placement = new LabelPlacement(points, sizes, lines, taken, bounds);
        placement.Settle();
        placement.LeaveOut();
        return [.. points.Select((point, i) => point with
        {
            Label = placement._labels[i],
            Leader = placement._leaders[i] is { } leader ? (leader.X2, leader.Y2) : null,
        })];
    }

    private void Settle()
    {
        int Neighbours(int i) => _points.Count(other => Math.Abs(other.X - _points[i].X) < Crowd && Math.Abs(other.Y - _points[i].Y) < Crowd / 2);
        int[] order = [.. Enumerable.Range(0, _points.Count).OrderByDescending(Neighbours).ThenBy(i => i)];
        for (var (sweep, moved) = (0, true); moved && sweep < (_points.Count > Many ? 1 : MaximumSweeps); sweep++)
        {
            moved = false;
            foreach (var i in order)
            {
                var (box, leader) = Cheapest(i);
                moved |= _labels[i] != box;
                (_labels[i], _leaders[i]) = (box, leader);
            }
        }
    }

    /// <summary>From the one that covers most: labels on other labels, on another's marker, or outside.</summary>
    private void LeaveOut()
    {
        for (; ; )
        {
            var (worst, covered) = (-1, Tolerated);
            for (var i = 0; i < _points.Count; i++)
            {
                var share = _labels[i] is { } box ? Covered(i, box) / (box.Width * box.Height) : 0;
                (worst, covered) = share > covered ? (i, share) : (worst, covered);
            }
            if (worst < 0)
            {
                return;
            }
            (_labels[worst], _leaders[worst]) = (null, null);
        }
    }

    private double Covered(int i, Box box)
    {
        var covered = box.Outside(_bounds) + _taken.Sum(box.Overlap);
        for (var j = 0; j < _points.Count; j++)
        {
            covered += j == i ? 0 : box.Overlap(_markers[j]) + (_labels[j] is { } other ? box.Overlap(other) : 0);
        }
        return covered;
    }

    private (Box Box, Segment? Leader) Cheapest(int i)
    {
        var (best, lowest) = ((Box: default(Box), Leader: default(Segment?)), double.PositiveInfinity);
        foreach (var box in Candidates(i))
        {
            var distance = Distance(box, i);
            if (distance >= lowest)
            {
                continue;
            }
            var rivals = Rivals(i, box);
            var (x, y) = (_points[i].X, _points[i].Y);
            var near = box.Nearest(x, y);
            Segment? leader = distance > BesideMarker || rivals > 0 ? new Segment(x, y, near.X, near.Y) : null;
            var cost = Cost(i, box, leader, distance + (25 * rivals), lowest);
            if (cost < lowest)
            {
                (best, lowest) = ((box, leader), cost);
            }
        }
        return best;
    }

    private IEnumerable<Box> Candidates(int i)
    {
        var (x, y) = (_points[i].X, _points[i].Y);
        var (width, height) = _sizes[i];
        foreach (var distance in _points.Count > Many ? s_distances.AsSpan(0, 2).ToArray() : s_distances)
        {
            foreach (var (cos, sin) in s_directions)
            {
                yield return new Box(
                    x + (cos * (distance + (width / 2))) - (width / 2), y + (sin * (distance + (height / 2))) - (height / 2), width, height);
            }
        }
    }

    private double Distance(Box box, int marker)
    {
        var (x, y) = box.Nearest(_points[marker].X, _points[marker].Y);
        return Math.Sqrt(Math.Pow(x - _points[marker].X, 2) + Math.Pow(y - _points[marker].Y, 2));
    }

    /// <summary>How many other markers a reader could take the label for: as near as its own, or nearly.</summary>
    private int Rivals(int i, Box box)
    {
        var (own, rivals) = (Distance(box, i), 0);
        for (var j = 0; j < _points.Count; j++)
        {
            rivals += j != i && Distance(box, j) < own + 2 ? 1 : 0;
        }
        return rivals;
    }

    /// <summary>The cost of a place in units of the distance from the marker; no more than a part of it once that is over <paramref name="limit"/>.</summary>
    private double Cost(int i, Box box, Segment? leader, double cost, double limit)
    {
        var area = box.Width * box.Height;
        cost += (leader is null ? 0 : 12) + (5000 * box.Outside(_bounds) / area);
        for (var j = 0; j < _points.Count && cost < limit; j++)
        {
            if (j == i)
            {
                continue;
            }
            cost += 1.5 * box.Overlap(_markers[j]);
            cost += _labels[j] is { } label ? (1500 * box.Overlap(label) / area) + (leader is { } own ? 4 * label.Length(own) : 0) : 0;
            cost += leader is { } line ? 2 * _markers[j].Length(line) : 0;
            cost += _leaders[j] is { } foreign ? 4 * box.Length(foreign) : 0;
        }
        foreach (var text in _taken)
        {
            cost += 1500 * box.Overlap(text) / area;
        }
        for (var l = 0; l < _lines.Count && cost < limit; l++)
        {
            cost += 0.7 * box.Length(_lines[l]);
        }
        // Rounded: equal places stay equal whatever the last bit of a cosine.
        return Math.Round(cost, 6);
    }
}
