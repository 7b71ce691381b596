using System.Globalization;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Store;

/// <summary>Prints what a store holds.</summary>
internal static class StoreListing
{
    /// <summary>Prints a line a kind, or a line an artefact.</summary>
    public static void Print(ArtefactStore store, IReadOnlyList<RunReference> references, bool all, TextWriter output)
    {
        var uses = references.SelectMany(reference => reference.Artefacts).CountBy(name => name).ToDictionary(StringComparer.Ordinal);
        var rows = StoredArtefact.All(store).Select(artefact => Read(artefact, uses.GetValueOrDefault(artefact.Name))).ToList();
        if (all)
        {
            rows.ForEach(row => output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{row.Artefact.Name,-42} {Sizes.Text(row.Bytes),10} {row.Seconds,8:0.0} s  {row.Runs,2} {(row.Runs == 1 ? "run " : "runs")}  {row.Title}")));
        }
        else
        {
            foreach (var kind in rows.GroupBy(row => row.Artefact.Kind))
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{kind.Key,-22} {kind.Count(),6:N0} {Sizes.Text(kind.Sum(row => row.Bytes)),10} {kind.Sum(row => row.Seconds),10:0.0} s  {kind.Count(row => row.Runs == 0):N0} without a run"));
            }
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{rows.Count:N0} artefacts, {Sizes.Text(rows.Sum(row => row.Bytes))}, {rows.Sum(row => row.Seconds):0.0} s of work, for {references.Count} {(references.Count == 1 ? "run" : "runs")}"));
    }

    private static (StoredArtefact Artefact, long Bytes, double Seconds, string Title, int Runs) Read(StoredArtefact artefact, int runs)
    {
        try
        {
            var manifest = Manifest.Read(artefact.Folder);
            return (artefact, Sizes.Of(artefact.Folder), manifest.Cost.WallSeconds, manifest.Title, runs);
        }
        catch (InputException error)
        {
            return (artefact, Sizes.Of(artefact.Folder), 0, $"damaged: {error.Message}", runs);
        }
    }
}
