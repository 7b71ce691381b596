using Microsoft.ML;
using SuppressionLab.Attacks;
using SuppressionLab.Columns;
using SuppressionLab.Generators.Documents;
using SuppressionLab.Scoring;
using SuppressionLab.Tests.Support;

namespace SuppressionLab.Tests.Attacks;

/// <summary>A tiny model and data that all attacks are tested on; component 0 is kept, 1 and 2 are suppressed.</summary>
internal static class AttackFixture
{
    public static readonly int[] Suppressed = [1, 2];
    public static readonly MLContext Ml = Tiny.Context();
    private static readonly Lazy<LanguageModelTransformer> LazyModel = new(() => Tiny.Model(Ml, steps: 60));

    /// <summary>Trained once and never changed: attacks leave the model as it is.</summary>
    public static LanguageModelTransformer Model => LazyModel.Value;

    /// <summary>Documents of one component, which fill the context with their BOS unless told otherwise.</summary>
    public static IDataView Of(int component, int count, string stream, int length = Tiny.ContextLength)
    {
        var weights = new double[3];
        weights[component] = 1;
        return Ml.Suppression.Documents(
            Tiny.Mixture, new() { Count = count, Length = length, Stream = stream, Weights = weights });
    }

    /// <summary>The rows of a view of documents.</summary>
    public static Document[] Rows(IDataView documents) =>
        [.. Views.Vectors<int>(documents, ColumnNames.Tokens)
            .Zip(Views.Scalars<int>(documents, ColumnNames.Component), (tokens, component) => new Document(tokens, component))];

    public static AttackCurvePoint Point(AttackCurve curve, string quantity, int component, double dose, string? series = null) =>
        curve.Points.Single(p => p.Quantity == quantity && p.Component == component && p.Dose == dose
            && (series is null || p.Series == series));

    /// <summary>The same points with values within a tolerance.</summary>
    public static void AreClose(AttackCurve expected, AttackCurve actual, double tolerance)
    {
        Assert.HasCount(expected.Points.Count, actual.Points);
        foreach (var (a, b) in expected.Points.Zip(actual.Points))
        {
            Assert.AreEqual(a with { Value = 0, StandardError = 0 }, b with { Value = 0, StandardError = 0 });
            Assert.AreEqual(a.Value, b.Value, tolerance, $"{a}");
            Assert.AreEqual(a.StandardError, b.StandardError, tolerance, $"{a}");
        }
    }
}
