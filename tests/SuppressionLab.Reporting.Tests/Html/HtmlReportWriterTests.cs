using SuppressionLab.Reporting.Html;

namespace SuppressionLab.Reporting.Tests.Html;

[TestClass]
public sealed class HtmlReportWriterTests
{
    private static readonly string s_demo = HtmlReportWriter.Format(DemoReport.Report);

    [TestMethod]
    public void The_demo_report_is_written_to_look_at()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "demo-report.html");
        HtmlReportWriter.Write(DemoReport.Report, path);
        Assert.AreEqual(s_demo, File.ReadAllText(path));
    }
}
