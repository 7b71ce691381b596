using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Generators.Documents;

namespace SuppressionLab.Experiments.Stages;

/// <summary>Documents out of a view.</summary>
internal static class DocumentRows
{
    /// <summary>Reads them one after another.</summary>
    public static IEnumerable<Document> Read(MLContext ml, IDataView view) => ml.Data
        .CreateEnumerable<DocumentRow>(view, reuseRowObject: false).Select(row => new Document(row.Tokens, row.Component));

    private sealed class DocumentRow
    {
        [VectorType]
        public int[] Tokens { get; set; } = [];

        public int Component { get; set; }
    }
}
