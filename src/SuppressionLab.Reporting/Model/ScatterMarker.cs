namespace SuppressionLab.Reporting.Model;

/// <summary>The shape of a point's marker.</summary>
public enum ScatterMarker
{
    /// <summary>A disc.</summary>
    Circle,

    /// <summary>A square.</summary>
    Square,

    /// <summary>A triangle that points up.</summary>
    Triangle,

    /// <summary>A square on its corner.</summary>
    Diamond,
}
