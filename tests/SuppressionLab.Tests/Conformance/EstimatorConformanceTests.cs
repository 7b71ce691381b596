using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Tests.Support;

namespace SuppressionLab.Tests.Conformance;

/// <summary>What every estimator of the catalog promises, each checked in the same way.</summary>
[TestClass]
public sealed class EstimatorConformanceTests
{
    public static IEnumerable<object[]> Cases => EstimatorCases.All.Select(c => new object[] { c.Name });

    [TestMethod]
    public void Every_estimator_of_the_library_is_among_the_cases()
    {
        var estimators = typeof(SuppressionCatalog).Assembly.GetExportedTypes().Where(type =>
            type is { IsAbstract: false, IsInterface: false }
            && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEstimator<>)));
        var missing = estimators.Except(EstimatorCases.All.Select(c => c.Type)).Select(t => t.Name);
        Assert.AreEqual("", string.Join(", ", missing), "estimators without an entry in EstimatorCases");
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void The_promised_schema_is_that_of_the_transformer_and_of_the_transformed_view(string name)
    {
        var (estimator, input) = Open(name);
        var promised = Shapes.Describe(estimator.GetOutputSchema(Shapes.Of(input.Schema)));
        using var fitted = Fit(estimator, input);
        CollectionAssert.AreEqual(promised, Shapes.Describe(Shapes.Of(fitted.Transformer.GetOutputSchema(input.Schema))));
        CollectionAssert.AreEqual(promised, Shapes.Describe(Shapes.Of(fitted.Transformer.Transform(input).Schema)));
        CollectionAssert.AreEqual(
            promised, Shapes.Describe(Shapes.Of(fitted.Transformer.GetRowToRowMapper(input.Schema).OutputSchema)));
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void A_missing_or_wrongly_typed_column_is_refused_by_name_before_any_row_is_read(string name)
    {
        var (estimator, input) = Open(name);
        using var fitted = Fit(estimator, input);
        var ml = Tiny.Context();
        foreach (var column in Case(name).Required.Concat(Case(name).Optional))
        {
            var missing = ml.Transforms.DropColumns(column).Fit(input).Transform(input);
            var kind = input.Schema[column].Type is TextDataViewType ? DataKind.Single : DataKind.String;
            var wrong = ml.Transforms.Conversion.ConvertType(column, column, kind).Fit(input).Transform(input);
            (IDataView, string)[] views = Case(name).Required.Contains(column)
                ? [(missing, "is missing"), (wrong, "it must be")]
                : [(wrong, "it must be")];
            foreach (var (view, reason) in views)
            {
                var counted = new CountingView(view);
                List<Action> actions = [() => estimator.GetOutputSchema(Shapes.Of(view.Schema)), () => estimator.Fit(counted)];
                if (fitted.Reads(column))
                {
                    actions.Add(() => fitted.Transformer.Transform(counted));
                    actions.Add(() => fitted.Transformer.GetOutputSchema(view.Schema));
                    actions.Add(() => fitted.Transformer.GetRowToRowMapper(view.Schema));
                }
                foreach (var message in actions.Select(Views.Refusal))
                {
                    StringAssert.Contains(message, $"'{column}'");
                    StringAssert.Contains(message, reason);
                }
                Assert.AreEqual(0, counted.Cursors);
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Fitting_twice_with_one_seed_gives_the_same_model_and_the_same_outputs_to_the_last_bit(string name)
    {
        using var first = Fit(name);
        using var second = Fit(name);
        var (one, two) = (Save(first), Save(second));
        CollectionAssert.AreEqual(one.Keys.ToArray(), two.Keys.ToArray());
        foreach (var (entry, content) in one)
        {
            CollectionAssert.AreEqual(content, two[entry], entry);
        }
        CollectionAssert.AreEqual(first.Outputs(), second.Outputs());
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Transforming_reads_nothing_until_a_computed_column_is_asked_for(string name)
    {
        using var fitted = Fit(name);
        var counted = new CountingView(fitted.Input);
        var view = fitted.Transformer.Transform(counted);
        Assert.AreEqual(0, counted.Cursors);
        using (var cursor = view.GetRowCursor(view.Schema.Where(c => c.Index < fitted.Input.Schema.Count)))
        {
            while (cursor.MoveNext())
            {
            }
        }
        Assert.AreEqual(1, counted.Cursors, "columns that pass through need one cursor and no computation");
        Assert.HasCount((int)fitted.Input.GetRowCount()!.Value, Cells.Read(view, fitted.Added(view)));
        Assert.AreEqual(3, counted.Cursors, "computed columns are read ahead");
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Saving_and_loading_keeps_the_outputs_to_the_last_bit(string name)
    {
        using var fitted = Fit(name);
        using var stream = new MemoryStream();
        Tiny.Context().Model.Save(fitted.Transformer, fitted.Input.Schema, stream);
        stream.Position = 0;
        var loaded = new MLContext().Model.Load(stream, out var schema);
        using var again = new Fitted(loaded, fitted.Input);
        CollectionAssert.AreEqual(fitted.Outputs(), again.Outputs());
        CollectionAssert.AreEqual(
            Shapes.Describe(Shapes.Of(fitted.Input.Schema)), Shapes.Describe(Shapes.Of(schema)));
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void A_row_scores_alike_in_a_batch_alone_and_in_another_order(string name)
    {
        using var fitted = Fit(name);
        var batched = fitted.Outputs();
        var view = fitted.Transformer.Transform(fitted.Input);
        if (Case(name).IsRowByRow)
        {
            Cells.AreClose(batched, Cells.ReadRowByRow(fitted.Transformer, fitted.Input, fitted.Added(view)));
            var reversed = Reversed(fitted.Input);
            Cells.AreClose([.. batched.Reverse()], new Fitted(fitted.Transformer, reversed).Outputs());
        }
        CollectionAssert.AreEqual(batched, fitted.Outputs());
    }

    private static EstimatorCase Case(string name) => EstimatorCases.All.Single(c => c.Name == name);

    private static (IEstimator<ITransformer> Estimator, IDataView Input) Open(string name)
    {
        var ml = Tiny.Context();
        return (Case(name).Create(ml), Case(name).Input(ml));
    }

    private static Fitted Fit(string name)
    {
        var (estimator, input) = Open(name);
        return Fit(estimator, input);
    }

    private static Fitted Fit(IEstimator<ITransformer> estimator, IDataView input) => new(estimator.Fit(input), input);

    /// <summary>The rows from the last to the first, by ML.NET's own means.</summary>
    private static IDataView Reversed(IDataView view)
    {
        var ml = Tiny.Context();
        var rows = (int)view.GetRowCount()!.Value;
        IDataView From(int row) => row == 0 ? view : ml.Data.SkipRows(view, row);
        return new StackedView([.. Enumerable.Range(0, rows).Select(i => ml.Data.TakeRows(From(rows - 1 - i), 1))]);
    }

    /// <summary>The content of every entry of the model file.</summary>
    private static SortedDictionary<string, byte[]> Save(Fitted fitted)
    {
        using var stream = new MemoryStream();
        Tiny.Context().Model.Save(fitted.Transformer, fitted.Input.Schema, stream);
        using var archive = new ZipArchive(stream);
        var entries = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var entry in archive.Entries)
        {
            using var content = new MemoryStream();
            using var reading = entry.Open();
            reading.CopyTo(content);
            entries.Add(entry.FullName, content.ToArray());
        }
        return entries;
    }

    private sealed record Fitted(ITransformer Transformer, IDataView Input) : IDisposable
    {
        /// <summary>The columns that the transformer computes.</summary>
        public DataViewSchema.Column[] Added(IDataView view) => [.. view.Schema.Where(c => c.Index >= Input.Schema.Count)];

        /// <summary>Whether the transformer, and not its estimator alone, needs a column.</summary>
        public bool Reads(string column)
        {
            var mapper = Transformer.GetRowToRowMapper(Input.Schema);
            return mapper.GetDependencies(mapper.OutputSchema.Where(c => c.Index >= Input.Schema.Count))
                .Any(c => c.Name == column);
        }

        /// <summary>Every computed cell, row by row.</summary>
        public string[] Outputs()
        {
            var view = Transformer.Transform(Input);
            return Cells.Read(view, Added(view));
        }

        public void Dispose() => (Transformer as IDisposable)?.Dispose();
    }
}
