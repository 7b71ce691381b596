namespace SuppressionLab.Experiments.Queries;

/// <summary>How a query's rows are written.</summary>
internal enum QueryFormat
{
    /// <summary>Aligned columns for people.</summary>
    Table,

    /// <summary>CSV with a header; null is an empty field.</summary>
    Csv,

    /// <summary>An array of objects; null, NaN and infinities are null.</summary>
    Json,

    /// <summary>A Parquet file.</summary>
    Parquet,
}
