using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Interop.Schemas;

namespace SuppressionLab.Interop.Tests.Schemas;

[TestClass]
public sealed class SchemaShapeColumnsTests
{
    [TestMethod]
    public void A_type_gives_its_kind_and_item_type()
    {
        Check(NumberDataViewType.Int32, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Int32);
        Check(new VectorDataViewType(NumberDataViewType.Single), SchemaShape.Column.VectorKind.VariableVector, NumberDataViewType.Single);
        Check(new VectorDataViewType(BooleanDataViewType.Instance, 3), SchemaShape.Column.VectorKind.Vector, BooleanDataViewType.Instance);
    }

    private static void Check(DataViewType type, SchemaShape.Column.VectorKind kind, DataViewType item)
    {
        var column = SchemaShapeColumns.Create("X", type);
        Assert.AreEqual(("X", kind, item, false), (column.Name, column.Kind, column.ItemType, column.IsKey));
    }
}
