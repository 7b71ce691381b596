using OpenQA.Selenium;
using OpenQA.Selenium.Interactions;
using SuppressionLab.Reporting.Html;
using SuppressionLab.Reporting.Tests;

namespace SuppressionLab.Reporting.Browser.Tests;

/// <summary>
/// What every report's page keeps, in a real browser: the demonstration report, and the pages that
/// SUPPRESSIONLAB_REPORT_PAGES names (paths, separated by semicolons). Pictures to look at are left beside the tests.
/// </summary>
[TestClass]
[TestCategory("Browser")]
public sealed class PageTests
{
    private const string Geometry = """
        const visible = element => element.getClientRects().length > 0;
        const inside = (box, outer, slack) => box.left >= outer.left - slack && box.right <= outer.right + slack
          && box.top >= outer.top - slack && box.bottom <= outer.bottom + slack;
        const overlap = (a, b) => Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left))
          * Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
        const where = svg => `${svg.closest('figure').id}, panel ${[...svg.parentElement.children].indexOf(svg)}`;
        """;

    private static Browser s_browser = null!;

    public static IEnumerable<object[]> Pages()
    {
        yield return ["demo"];
        foreach (var path in (Environment.GetEnvironmentVariable("SUPPRESSIONLAB_REPORT_PAGES") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            yield return [path];
        }
    }

    [ClassInitialize]
    public static void Start(TestContext context)
    {
        HtmlReportWriter.Write(DemoReport.Report, Demo);
        s_browser = new Browser();
    }

    [ClassCleanup]
    public static void Stop() => s_browser.Dispose();

    internal static string Demo => Path.Combine(AppContext.BaseDirectory, "demo.html");

    [TestMethod]
    [DynamicData(nameof(Pages))]
    public void It_is_small_says_nothing_and_asks_for_nothing(string page)
    {
        Assert.IsLessThan(3_000_000, new FileInfo(PathOf(page)).Length);
        s_browser.Open(PathOf(page));
        // What a reader does at first: scroll through, and back.
        s_browser.Run("scrollTo(0, document.body.scrollHeight); scrollTo(0, 0);");
        Assert.AreEqual("", string.Join('\n', s_browser.Messages()));
        var requests = s_browser.Requests();
        Assert.IsNotEmpty(requests, "requests are recorded");
        Assert.AreEqual("", string.Join('\n', requests.Where(url => !url.StartsWith("file://", StringComparison.Ordinal) && url != "about:blank")));
    }

    [TestMethod]
    [DynamicData(nameof(Pages))]
    public void Every_figure_is_drawn_with_its_marks_and_texts_in_its_box(string page)
    {
        foreach (var width in new[] { 390, 820, 1280, 1700 })
        {
            s_browser.Open(PathOf(page), width);
            var figures = s_browser.Run("return document.querySelectorAll('figure').length;").GetInt32();
            Assert.IsGreaterThan(0, figures);
            NoFaults(width, s_browser.Faults(Geometry + """
                const faults = [];
                for (const figure of document.querySelectorAll('figure')) {
                  const drawings = [...figure.querySelectorAll('.panels > svg')].filter(visible);
                  if (!drawings.length) faults.push(`${figure.id}: nothing is drawn`);
                  let marks = 0;
                  for (const svg of drawings) {
                    const outer = svg.getBoundingClientRect();
                    if (outer.width < 100 || outer.height < 60) faults.push(`${where(svg)}: ${outer.width} x ${outer.height}`);
                    for (const mark of svg.querySelectorAll('.line, .dots, .bar, .mark, .cell rect')) {
                      const box = mark.getBoundingClientRect();
                      if (box.width + box.height > 1) marks++;
                      if (!inside(box, outer, 3)) faults.push(`${where(svg)}: a ${mark.getAttribute('class')} stands out`);
                    }
                  }
                  if (!marks) faults.push(`${figure.id}: no mark`);
                }
                return faults;
                """));
        }
    }

    [TestMethod]
    [DynamicData(nameof(Pages))]
    public void No_text_of_a_drawing_is_cut_or_covers_another(string page)
    {
        foreach (var width in new[] { 390, 1280 })
        {
            s_browser.Open(PathOf(page), width);
            NoFaults(width, s_browser.Faults(Geometry + """
                const faults = [];
                for (const svg of [...document.querySelectorAll('.panels > svg')].filter(visible)) {
                  const outer = svg.getBoundingClientRect();
                  const texts = [...svg.querySelectorAll('text')].filter(text => text.textContent && visible(text));
                  const boxes = new Map(texts.map(text => [text, text.getBoundingClientRect()]));
                  for (const text of texts) {
                    const box = boxes.get(text);
                    if (!inside(box, outer, 2)) faults.push(`${where(svg)}: '${text.textContent}' stands out`);
                    if (box.right > innerWidth + 1 || box.left < -1) faults.push(`${where(svg)}: '${text.textContent}' is off the page`);
                  }
                  const slanted = text => text.hasAttribute('transform');
                  for (const [i, a] of texts.entries()) for (const b of texts.slice(i + 1)) {
                    if (slanted(a) || slanted(b)) continue;
                    const [one, other] = [boxes.get(a), boxes.get(b)];
                    const shared = overlap(one, other) / Math.min(one.width * one.height, other.width * other.height);
                    // Axis names, titles and ticks never touch; labels of points may by a little, where they are crowded.
                    const label = text => /name|note|inbar/.test(text.getAttribute('class'));
                    if (shared > (label(a) || label(b) ? 0.5 : 0.12)) faults.push(`${where(svg)}: '${a.textContent}' on '${b.textContent}' (${shared.toFixed(2)})`);
                  }
                }
                return faults;
                """));
        }
    }

    [TestMethod]
    [DynamicData(nameof(Pages))]
    public void Every_legend_entry_hides_and_shows_its_series(string page)
    {
        s_browser.Open(PathOf(page));
        NoFaults(1280, s_browser.Faults("""
            const faults = [];
            for (const figure of document.querySelectorAll('figure')) {
              const panels = figure.querySelector('.panels');
              const shown = () => [...panels.querySelectorAll('.series')].filter(s => s.getClientRects().length).length;
              const before = shown();
              for (const button of figure.querySelectorAll('.legend button')) {
                button.click();
                const hidden = shown();
                if (button.getAttribute('aria-pressed') !== 'false' || hidden >= before) faults.push(`${figure.id}: ${button.textContent} hides nothing`);
                const target = button.dataset.g !== undefined ? `[data-g="${button.dataset.g}"]` : `[data-r="${button.dataset.r}"]`;
                if ([...panels.querySelectorAll(target)].some(s => s.getClientRects().length)) faults.push(`${figure.id}: ${button.textContent} leaves some`);
                button.click();
                if (button.getAttribute('aria-pressed') !== 'true' || shown() !== before) faults.push(`${figure.id}: ${button.textContent} does not come back`);
              }
            }
            return faults;
            """));
    }

    [TestMethod]
    [DynamicData(nameof(Pages))]
    public void The_keyboard_alone_reaches_every_control_and_sees_where_it_is(string page)
    {
        s_browser.Open(PathOf(page));
        var controls = s_browser.Run("""
            const all = [...document.querySelectorAll('a[href], button, summary, [tabindex="0"]')]
              .filter(element => element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }));
            all.forEach((element, i) => element.dataset.stop = i);
            return all.length;
            """).GetInt32();
        var reached = new HashSet<int>();
        for (var press = 0; press < controls + 5 && reached.Count < controls; press++)
        {
            new Actions(s_browser.Driver).SendKeys(Keys.Tab).Perform();
            var stop = s_browser.Run("""
                const element = document.activeElement;
                const style = getComputedStyle(element);
                return { stop: element.dataset.stop ?? null, seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1.5 };
                """);
            if (stop.GetProperty("stop").GetString() is { } number)
            {
                Assert.IsTrue(stop.GetProperty("seen").GetBoolean(), $"control {number} shows no focus");
                reached.Add(int.Parse(number, System.Globalization.CultureInfo.InvariantCulture));
            }
        }
        Assert.HasCount(controls, reached);
    }

    [TestMethod]
    [DynamicData(nameof(Pages))]
    public void Every_text_contrasts_with_what_it_stands_on(string page)
    {
        foreach (var scheme in new[] { "light", "dark" })
        {
            s_browser.Open(PathOf(page));
            s_browser.Media("screen", scheme);
            s_browser.Run("document.querySelectorAll('details').forEach(details => details.open = true);");
            var background = s_browser.Run("return getComputedStyle(document.body).backgroundColor;").GetString()!;
            Assert.AreEqual(scheme == "dark", background.StartsWith("rgb(2", StringComparison.Ordinal) && background.Length < 16, background);
            NoFaults(1280, s_browser.Faults(Contrast));
            s_browser.Picture(Path.Combine(AppContext.BaseDirectory, $"{Path.GetFileNameWithoutExtension(PathOf(page))}-{scheme}.png"));
        }
    }

    [TestMethod]
    [DynamicData(nameof(Pages))]
    public void A_narrow_page_does_not_scroll_sideways(string page)
    {
        foreach (var width in new[] { 320, 390, 768 })
        {
            s_browser.Open(PathOf(page), width);
            var wide = s_browser.Run("return document.documentElement.scrollWidth;").GetInt32();
            Assert.IsLessThanOrEqualTo(width, wide, $"{string.Join(", ", s_browser.Faults("""
                return [...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll') && e.getBoundingClientRect().right > innerWidth + 1)
                  .slice(0, 5).map(e => `${e.localName}.${e.className.baseVal ?? e.className}`);
                """))}");
        }
        s_browser.Open(PathOf(page), 390);
        NoFaults(390, s_browser.Faults("""
            return [...document.querySelectorAll('tbody th:first-child')].filter(cell => cell.getClientRects().length)
              .filter(cell => { const range = document.createRange(); range.selectNodeContents(cell);
                return range.getBoundingClientRect().height > 4 * parseFloat(getComputedStyle(cell).lineHeight); })
              .map(cell => `'${cell.textContent}' is broken into pieces`);
            """));
        s_browser.Picture(Path.Combine(AppContext.BaseDirectory, $"{Path.GetFileNameWithoutExtension(PathOf(page))}-narrow.png"));
    }

    [TestMethod]
    [DynamicData(nameof(Pages))]
    public void Print_shows_every_series_and_table_whole_on_white(string page)
    {
        // The text width of A4 within the page's margins.
        s_browser.Open(PathOf(page), 680);
        s_browser.Run("""
            document.querySelector('.theme button:last-child').click();
            document.querySelectorAll('.legend button').forEach((button, i) => { if (i % 3 === 0) button.click(); });
            """);
        s_browser.Media("print", "dark");
        Assert.AreEqual("rgb(255, 255, 255)", s_browser.Run("return getComputedStyle(document.body).backgroundColor;").GetString());
        NoFaults(680, s_browser.Faults("""
            const faults = [];
            for (const series of document.querySelectorAll('.panels > svg .series')) {
              const svg = series.closest('svg');
              if (getComputedStyle(svg).display !== 'none' && getComputedStyle(series).display === 'none') faults.push(`${svg.closest('figure').id}: a series is missing`);
            }
            for (const table of document.querySelectorAll('.table table')) {
              const box = table.getBoundingClientRect();
              if (box.height < 20) faults.push(`${table.dataset.name}: not shown`);
              if (box.right > innerWidth + 1) faults.push(`${table.dataset.name}: ${Math.round(box.right - innerWidth)} px are cut`);
            }
            // The text height of A4 within the margins.
            for (const svg of document.querySelectorAll('.panels > svg')) {
              if (svg.getBoundingClientRect().height > 1000) faults.push(`${svg.closest('figure').id}: a drawing is taller than a page`);
            }
            for (const button of document.querySelectorAll('button')) {
              if (!button.closest('.legend, th') && button.getClientRects().length) faults.push(`a button is printed: ${button.textContent}`);
            }
            return faults;
            """));
        NoFaults(680, s_browser.Faults(Contrast));
        var pdf = s_browser.Print();
        File.WriteAllBytes(Path.Combine(AppContext.BaseDirectory, $"{Path.GetFileNameWithoutExtension(PathOf(page))}.pdf"), pdf);
        Assert.AreEqual("%PDF", System.Text.Encoding.ASCII.GetString(pdf, 0, 4));
    }

    private const string Contrast = """
        const channels = color => (color.match(/[\d.]+/g) ?? []).map(Number);
        const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
        const rgb = color => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); return canvas.getImageData(0, 0, 1, 1).data; };
        const luminance = color => {
          const [r, g, b] = [...rgb(color)].slice(0, 3).map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const ratio = (a, b) => { const [x, y] = [luminance(a), luminance(b)]; return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05); };
        const ground = element => {
          const text = element.closest('svg text');
          if (text && /inbar|value/.test(text.getAttribute('class'))) return getComputedStyle(text.parentElement.querySelector('rect')).fill;
          for (let e = element; e; e = e.parentElement) {
            const color = getComputedStyle(e).backgroundColor;
            if ((channels(color)[3] ?? 1) > 0) return color;
          }
          return 'white';
        };
        const faults = new Map();
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          const element = walker.currentNode.parentElement;
          if (!walker.currentNode.textContent.trim() || !element.getClientRects().length || /script|style/.test(element.localName)) continue;
          if (element.closest('.skip')) continue;
          const style = getComputedStyle(element);
          const ink = element.closest('svg') ? style.fill : style.color;
          const found = ratio(ink, ground(element));
          if (found < 4.5) faults.set(`${element.localName}.${element.getAttribute('class')} ${ink} on ${ground(element)}: ${found.toFixed(2)}`, element.textContent);
        }
        return [...faults].map(([fault, text]) => `${fault} ('${text.slice(0, 30)}')`);
        """;

    private static string PathOf(string page) => page == "demo" ? Demo : Path.GetFullPath(page);

    private static void NoFaults(int width, List<string> faults) =>
        Assert.AreEqual("", string.Join('\n', faults.Take(20)), $"{faults.Count} faults at {width} px");
}
