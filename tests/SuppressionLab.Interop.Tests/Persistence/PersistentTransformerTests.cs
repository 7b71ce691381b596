using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using SuppressionLab.Interop.Persistence;

namespace SuppressionLab.Interop.Tests.Persistence;

[TestClass]
public sealed class PersistentTransformerTests
{
    [TestMethod]
    public void A_transformer_of_another_assembly_is_refused_when_it_is_saved_rather_than_when_it_is_loaded()
    {
        var ml = new MLContext();
        var view = ml.Data.LoadFromEnumerable([new Row()]);
        using var stream = new MemoryStream();
        var error = Assert.Throws<Exception>(() => ml.Model.Save(new Foreign(), view.Schema, stream));
        Assert.IsInstanceOfType<NotSupportedException>(error);
        StringAssert.Contains(error.Message, nameof(Foreign));
    }

    private sealed class Row
    {
        public int X { get; set; }
    }

    private sealed class Foreign : PersistentTransformer<Foreign>, IPersistentTransformer<Foreign>
    {
        public static ModelFormat ModelFormat { get; } = new("FOREIGN0", 1, 0);

        public override bool IsRowToRowMapper => false;

        public override DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

        public override IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException();

        public override IDataView Transform(IDataView input) => input;

        public static Foreign Load(IHostEnvironment environment, ModelReader reader) => new();

        protected override void Save(ModelWriter writer) => writer.Fields.Write(1);
    }
}
