using System.Data.Common;
using System.Globalization;
using System.Numerics;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SuppressionLab.Experiments.Queries;

/// <summary>A query's rows as JSON; DuckDB's own writer puts NaN and infinities down as no JSON reader takes them.</summary>
internal static class QueryJson
{
    /// <summary>Writes an array of objects, a row a line.</summary>
    /// <param name="reader">The rows; lists and structures as JSON text.</param>
    /// <param name="nested">The places of columns of lists and structures.</param>
    /// <param name="stream">Takes the text.</param>
    public static void Write(DbDataReader reader, IReadOnlySet<int> nested, Stream stream)
    {
        var options = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        var first = true;
        stream.Write("["u8);
        while (reader.Read())
        {
            stream.Write(first ? "\n"u8 : ",\n"u8);
            first = false;
            using var json = new Utf8JsonWriter(stream, options);
            json.WriteStartObject();
            for (var i = 0; i < reader.FieldCount; i++)
            {
                json.WritePropertyName(reader.GetName(i));
                Write(json, reader.IsDBNull(i) ? null : reader.GetValue(i), nested.Contains(i));
            }
            json.WriteEndObject();
        }
        stream.Write("\n]\n"u8);
    }

    private static void Write(Utf8JsonWriter json, object? value, bool isNested)
    {
        switch (value)
        {
            case null or DBNull or double.NaN or double.PositiveInfinity or double.NegativeInfinity
                or float.NaN or float.PositiveInfinity or float.NegativeInfinity: json.WriteNullValue(); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case double number: json.WriteNumberValue(number); break;
            case float number: json.WriteNumberValue(number); break;
            case decimal or BigInteger or sbyte or byte or short or ushort or int or uint or long or ulong:
                json.WriteRawValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)); break;
            case DateTime time: json.WriteStringValue(time.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture)); break;
            case string text when isNested: WriteNested(json, text); break;
            case string text: json.WriteStringValue(text); break;
            default: json.WriteStringValue(CellText.Of(value)); break;
        }
    }

    /// <summary>JSON as it is; as a text where DuckDB put a NaN into it.</summary>
    private static void WriteNested(Utf8JsonWriter json, string text)
    {
        try
        {
            json.WriteRawValue(text);
        }
        catch (JsonException)
        {
            json.WriteStringValue(text);
        }
    }
}
