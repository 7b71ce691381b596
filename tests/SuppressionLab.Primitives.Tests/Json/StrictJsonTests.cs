using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Json;

namespace SuppressionLab.Primitives.Tests.Json;

[TestClass]
public sealed class StrictJsonTests
{
    public enum Flavour
    {
        Plain,
        VerySweet,
    }

    public sealed record Inner(int Width);

    public sealed record Plan(string Name, double Rate, Inner Model, Flavour Flavour = Flavour.Plain);

    private const string Good = """{"name":"a","rate":0.1,"model":{"width":3}}""";

    [TestMethod]
    public void A_value_round_trips_exactly()
    {
        var plan = new Plan("ρ <&> \"x\"", 0.1 + 0.2, new Inner(7), Flavour.VerySweet);
        Assert.AreEqual(plan, StrictJson.Parse<Plan>(StrictJson.Format(plan), "x"));
        Assert.AreEqual(plan, StrictJson.Parse<Plan>(StrictJson.FormatLine(plan), "x"));
        StringAssert.Contains(StrictJson.FormatLine(plan), "\"flavour\":\"very-sweet\"");
        Assert.IsFalse(StrictJson.FormatLine(plan).Contains('\n'));
    }

    [TestMethod]
    public void Comments_and_trailing_commas_are_allowed()
    {
        var plan = StrictJson.Parse<Plan>("""
            { // a plan
              "name": "a", "rate": 0.1, "model": { "width": 3, }, }
            """, "x");
        Assert.AreEqual(new Plan("a", 0.1, new Inner(3)), plan);
    }

    [TestMethod]
    [DataRow("""{"name":"a","rate":0.1,"model":{"width":3},"sped":1}""", "sped", DisplayName = "unknown field")]
    [DataRow("""{"name":"a","rate":0.1,"model":{"width":3,"hight":1}}""", "hight", DisplayName = "unknown inner field")]
    [DataRow("""{"name":"a","model":{"width":3}}""", "rate", DisplayName = "missing field")]
    [DataRow("""{"name":"a","rate":0.1,"model":{"width":3},"rate":0.2}""", "rate", DisplayName = "field twice")]
    [DataRow("""{"name":null,"rate":0.1,"model":{"width":3}}""", "name", DisplayName = "null for a required field")]
    [DataRow("""{"name":"a","rate":0.1,"model":{"width":3.5}}""", "width", DisplayName = "fraction for an integer")]
    [DataRow("""{"name":"a","rate":0.1,"model":{"width":3},"flavour":"sour"}""", "flavour", DisplayName = "unknown choice")]
    [DataRow("""{"name":"a","rate":0.1,"model":{"width":3},"flavour":1}""", "flavour", DisplayName = "number for a choice")]
    [DataRow("""{"name":"a","rate":0.1,"model":{"width":3}""", "line 1", DisplayName = "cut off")]
    [DataRow("null", "null", DisplayName = "null")]
    public void What_is_wrong_is_named_in_one_line(string text, string expected)
    {
        var error = Assert.ThrowsExactly<InputException>(() => StrictJson.Parse<Plan>(text, "plans/a.json"));
        StringAssert.StartsWith(error.Message, "plans/a.json: ");
        StringAssert.Contains(error.Message, expected);
        Assert.IsFalse(error.Message.Contains('\n'));
    }

    [TestMethod]
    public void A_missing_file_and_one_too_large_are_refused()
    {
        using var folder = new TemporaryFolder();
        StringAssert.Contains(
            Assert.ThrowsExactly<InputException>(() => StrictJson.ReadFile<Plan>(folder["none.json"])).Message, "no such file");
        File.WriteAllText(folder["a.json"], Good);
        Assert.AreEqual("a", StrictJson.ReadFile<Plan>(folder["a.json"]).Name);
        StringAssert.Contains(
            Assert.ThrowsExactly<InputException>(() => StrictJson.ReadFile<Plan>(folder["a.json"], maximumBytes: 10)).Message,
            "at most 10");
    }
}
