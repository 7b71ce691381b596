using DuckDB.NET.Data;

namespace SuppressionLab.Experiments.Tests.Queries;

/// <summary>DuckDB on its own, to read what we wrote as others would.</summary>
internal static class Duck
{
    /// <summary>The rows of a query, a dictionary each; null for null.</summary>
    public static List<Dictionary<string, object?>> Rows(string sql)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<Dictionary<string, object?>>();
        while (reader.Read())
        {
            rows.Add(Enumerable.Range(0, reader.FieldCount)
                .ToDictionary(reader.GetName, i => reader.IsDBNull(i) ? null : (object?)reader.GetValue(i)));
        }
        return rows;
    }

    /// <summary>The rows of a run's table.</summary>
    public static List<Dictionary<string, object?>> Table(string run, string name, string what = "*") =>
        Rows($"select {what} from '{Path.Combine(run, "tables", name.Split(' ')[0])}.parquet' {name[name.Split(' ')[0].Length..]}");
}
