using SuppressionLab.Reporting.Model;
using SuppressionLab.Reporting.Tables;

namespace SuppressionLab.Reporting.Tests.Tables;

[TestClass]
public sealed class TableWriterTests
{
    private static readonly Table s_table = new(
        "errors", "Errors & \"laws\"", "100% of β_0",
        [new TableColumn("law"), new TableColumn("x, y", ColumnAlignment.Right), new TableColumn("n", ColumnAlignment.Center)],
        [
            ["a \"b\"", Cell.Estimate(-0.125, 0.0625, "0.00"), Cell.Number(3) with { Strong = true }],
            ["x_1 #2 {~}\\", Cell.Number(double.NaN), Cell.Number(double.PositiveInfinity)],
            ["plain", Cell.Number(1.0 / 3, "0.00"), "not within 42"],
        ]);

    [TestMethod]
    public void Csv_keeps_full_precision_and_standard_errors_of_their_own()
    {
        Assert.AreEqual(
            "law,\"x, y\",\"x, y (standard error)\",n\n\"a \"\"b\"\"\",-0.125,0.0625,3\nx_1 #2 {~}\\,,,Infinity\nplain,0.3333333333333333,,not within 42\n",
            CsvTableWriter.Format(s_table));
    }

    [TestMethod]
    public void Latex_is_a_booktabs_table_with_everything_escaped()
    {
        Assert.AreEqual(
            """
            \begin{table}
              \centering
              \caption{Errors \& ''laws''. 100\% of $\beta$\_0}
              \label{tab:errors}
              \begin{tabular}{lrc}
                \toprule
                law & x, y & n \\
                \midrule
                a ''b'' & $-0.13 \pm 0.06$ & {\boldmath$3$} \\
                x\_1 \#2 \{\textasciitilde{}\}\textbackslash{} & -- & $\infty$ \\
                plain & $0.33$ & not within 42 \\
                \bottomrule
              \end{tabular}
            \end{table}

            """.ReplaceLineEndings("\n"),
            LatexTableWriter.Format(s_table));
    }

    [TestMethod]
    public void Intervals_stand_in_brackets_and_in_columns_of_their_own()
    {
        var table = new Table("t", "t", "", [new TableColumn("law"), new TableColumn("ρ", ColumnAlignment.Right)],
        [
            ["a", Cell.Interval(0.5, 0.25, double.PositiveInfinity, "0.0") with { Mark = "†" }],
            ["b", Cell.Interval(1, double.NaN, 2)],
        ]);
        Assert.AreEqual("law,ρ,ρ (low),ρ (high)\na,0.5,0.25,Infinity\nb,1,,\n", CsvTableWriter.Format(table));
        StringAssert.Contains(LatexTableWriter.Format(table), "a & $0.5 [0.3, \\infty] ^{\\dagger}$ \\\\\n    b & $1$");
        StringAssert.Contains(
            Reporting.Html.TableHtml.Of(table, ""), "0.5<span class=\"se\"> [0.3, ∞] †</span>");
    }

    [TestMethod]
    public void A_row_of_another_length_is_refused_and_leaves_no_file()
    {
        using var folder = new TemporaryFolder();
        var broken = s_table with { Rows = [["a"]] };
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => CsvTableWriter.Write(broken, folder["a.csv"])).Message, "row 0: 1 cells for 3 columns");
        Assert.ThrowsExactly<ArgumentException>(() => LatexTableWriter.Write(broken, folder["a.tex"]));
        Assert.IsEmpty(Directory.GetFileSystemEntries(folder.Path));
    }

    [TestMethod]
    public void Files_hold_what_is_formatted()
    {
        using var folder = new TemporaryFolder();
        CsvTableWriter.Write(s_table, folder["a.csv"]);
        LatexTableWriter.Write(s_table, folder["a.tex"]);
        Assert.AreEqual(CsvTableWriter.Format(s_table), File.ReadAllText(folder["a.csv"]));
        Assert.AreEqual(LatexTableWriter.Format(s_table), File.ReadAllText(folder["a.tex"]));
    }
}
