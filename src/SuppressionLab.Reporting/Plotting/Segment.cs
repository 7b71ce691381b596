namespace SuppressionLab.Reporting.Plotting;

/// <summary>A straight line between two points in drawing units, y down.</summary>
internal readonly record struct Segment(double X1, double Y1, double X2, double Y2);
