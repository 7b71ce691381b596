using SuppressionLab.Generators.Documents;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Attacks;

/// <summary>The training rows of the documents in order, and the number of steps that each dose comes to.</summary>
/// <param name="Blocks">The rows of the documents up to the last dose.</param>
/// <param name="Steps">The number of optimiser steps after each dose.</param>
internal sealed record RelearningSchedule(TokenBlocks Blocks, IReadOnlyList<long> Steps)
{
    /// <exception cref="InputException">There are too few documents, or a dose is no whole number of steps.</exception>
    public static RelearningSchedule Of(
        string owner, IReadOnlyList<Document> documents, RelearningOptions options, Func<IEnumerable<int[]>, TokenBlocks> toBlocks)
    {
        var most = options.Doses[^1];
        if (documents.Count < most)
        {
            throw new InputException($"{owner}: {documents.Count} documents to train on; Doses goes to {most}, which needs as many");
        }
        var steps = options.Doses.Select(dose =>
        {
            var rows = toBlocks(documents.Take(dose).Select(d => d.Tokens)).Count;
            return rows % options.BlocksPerStep == 0
                ? (long)(rows / options.BlocksPerStep)
                : throw new InputException(
                    $"{owner}: Doses: {dose} documents are {rows} training rows, no whole number of steps of "
                    + $"BlocksPerStep = {options.BlocksPerStep}; multiples are allowed");
        }).ToArray();
        return new(toBlocks(documents.Take(most).Select(d => d.Tokens)), steps);
    }
}
