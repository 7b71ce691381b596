using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SuppressionLab.Experiments.Plans.Schema;

/// <summary>The summaries of properties in the XML documentation beside their assemblies.</summary>
internal static partial class FieldDocs
{
    private static readonly ConcurrentDictionary<Assembly, IReadOnlyDictionary<string, XElement>> Files = [];

    /// <summary>A property's summary as plain text; null where the documentation is missing.</summary>
    public static string? Of(PropertyInfo property) => Summary(property.DeclaringType!, "P", $".{property.Name}");

    /// <summary>The summaries of an enumeration's values, each behind its name in JSON; null where they are missing.</summary>
    public static string? OfValues(Type type)
    {
        var values = Enum.GetNames(type).Select(name => (Name: JsonNamingPolicy.KebabCaseLower.ConvertName(name), Text: Summary(type, "F", $".{name}"))).ToList();
        return values.Any(value => value.Text is null) ? null : string.Join(" ", values.Select(value => $"{value.Name}: {value.Text}"));
    }

    private static string? Summary(Type type, string kind, string member)
    {
        var members = Files.GetOrAdd(type.Assembly, Read);
        return members.TryGetValue($"{kind}:{type.FullName!.Replace('+', '.')}{member}", out var found) && found.Element("summary") is { } summary
            ? Space().Replace(string.Concat(summary.Nodes().Select(Plain)), " ").Trim()
            : null;
    }

    private static IReadOnlyDictionary<string, XElement> Read(Assembly assembly)
    {
        var path = Path.Combine(AppContext.BaseDirectory, $"{assembly.GetName().Name}.xml");
        return File.Exists(path)
            ? XDocument.Load(path).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value)
            : new Dictionary<string, XElement>();
    }

    /// <summary>A reference to another property is its field's name; other references, and code, are their texts.</summary>
    private static string Plain(XNode node) => node switch
    {
        XText text => text.Value,
        XElement element when element.Attribute("cref")?.Value is { } reference => Reference(reference),
        XElement element => string.Concat(element.Nodes().Select(Plain)),
        _ => "",
    };

    private static string Reference(string cref)
    {
        var name = cref.Split('(')[0].Split('.')[^1];
        return cref.StartsWith("P:", StringComparison.Ordinal) ? JsonNamingPolicy.CamelCase.ConvertName(name) : name;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
