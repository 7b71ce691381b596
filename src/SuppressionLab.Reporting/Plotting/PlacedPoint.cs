using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Reporting.Plotting;

/// <summary>A point where it is drawn, in drawing units, y down.</summary>
/// <param name="Point">The point.</param>
/// <param name="X">The marker's centre, inside the frame.</param>
/// <param name="Y">The marker's centre.</param>
/// <param name="BeyondX">−1 or 1 if the point lies left or right of the axis's range, else 0.</param>
/// <param name="BeyondY">−1 or 1 if the point lies below or above the axis's range, else 0.</param>
internal sealed record PlacedPoint(ScatterPoint Point, double X, double Y, int BeyondX, int BeyondY)
{
    /// <summary>What is printed: the label, and the value that the axis cannot show.</summary>
    public string Text
    {
        get
        {
            var beyond = string.Join(", ", new[]
            {
                BeyondX != 0 ? NumberText.Short(Point.X) : "",
                BeyondY != 0 ? NumberText.Short(Point.Y) : "",
            }.Where(text => text.Length > 0));
            return beyond.Length > 0 ? $"{Point.Label} ({beyond})" : Point.Label;
        }
    }

    /// <summary>Where the label stands; null if there is no room.</summary>
    public Box? Label { get; init; }

    /// <summary>The end of the thin line from the marker to a label that stands apart; null if it stands beside.</summary>
    public (double X, double Y)? Leader { get; init; }

    /// <summary>The arrowheads of a point beyond an axis's end, each three corners outside a marker of some radius.</summary>
    public IEnumerable<(double X1, double Y1, double X2, double Y2, double X3, double Y3)> Arrows(double radius)
    {
        var (near, far) = (radius + 2.5, radius + 6);
        if (BeyondX != 0)
        {
            yield return (X + (BeyondX * near), Y - 4, X + (BeyondX * far), Y, X + (BeyondX * near), Y + 4);
        }
        if (BeyondY != 0)
        {
            yield return (X - 4, Y - (BeyondY * near), X, Y - (BeyondY * far), X + 4, Y - (BeyondY * near));
        }
    }
}
