using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SuppressionLab.LanguageModels.Networks;

namespace SuppressionLab.LanguageModels.Objectives;

/// <summary>What determines an objective, as text that is the same in every culture; see <see cref="IObjective.Settings"/>.</summary>
internal static class ObjectiveSettings
{
    /// <summary>A name, every settable property of the parameters by name, and the reference's weights.</summary>
    public static string Of(string name, object parameters, LanguageModelNetwork? reference)
    {
        var values = parameters.GetType().GetProperties().Where(p => p.CanWrite || p.DeclaringType!.Name.Contains("AnonymousType", StringComparison.Ordinal)).OrderBy(p => p.Name, StringComparer.Ordinal)
            .Select(p => $"{p.Name} = {Convert.ToString(p.GetValue(parameters), CultureInfo.InvariantCulture)}");
        return string.Join(", ", values.Prepend(name).Concat(reference is null ? [] : [$"reference {Fingerprint(reference)}"]));
    }

    private static string Fingerprint(LanguageModelNetwork network)
    {
        float[] values = [.. network.Flat.ToArray(), .. network.Adapter?.Parameters.ToArray() ?? []];
        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<float>(values)))[..16];
    }
}
