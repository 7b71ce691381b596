using System.Text.Json;
using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;

namespace SuppressionLab.Reporting.Browser.Tests;

/// <summary>A headless Chromium with one page open, and what it said about it.</summary>
internal sealed class Browser : IDisposable
{
    private readonly ChromeDriver _driver;

    /// <summary>Starts Chromium: Debian's, unless SUPPRESSIONLAB_CHROMIUM and SUPPRESSIONLAB_CHROMEDRIVER name others.</summary>
    public Browser()
    {
        var chromium = Find("SUPPRESSIONLAB_CHROMIUM", "/usr/bin/chromium");
        var driver = Find("SUPPRESSIONLAB_CHROMEDRIVER", "/usr/bin/chromedriver");
        Downloads = Directory.CreateTempSubdirectory("suppressionlab-browser-").FullName;
        var options = new ChromeOptions { BinaryLocation = chromium };
        options.AddArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--force-color-profile=srgb");
        options.AddUserProfilePreference("download.default_directory", Downloads);
        options.AddUserProfilePreference("profile.default_content_setting_values.automatic_downloads", 1);
        options.SetLoggingPreference(LogType.Browser, LogLevel.All);
        options.SetLoggingPreference(LogType.Performance, LogLevel.All);
        var service = ChromeDriverService.CreateDefaultService(Path.GetDirectoryName(driver), Path.GetFileName(driver));
        service.SuppressInitialDiagnosticInformation = true;
        _driver = new ChromeDriver(service, options, TimeSpan.FromMinutes(2));
    }

    /// <summary>Where saved files go.</summary>
    public string Downloads { get; }

    /// <summary>The driver, for the mouse and the keyboard.</summary>
    public IWebDriver Driver => _driver;

    /// <summary>Opens a page from a file as a fresh reader sees it.</summary>
    public void Open(string path, int width = 1280, int height = 900)
    {
        Size(width, height);
        Media("screen", "light");
        var address = new Uri(path).AbsoluteUri;
        _driver.Navigate().GoToUrl(address);
        Run("try { localStorage.clear(); } catch { }");
        _ = (Messages(), Requests());
        _driver.Navigate().GoToUrl("about:blank");
        _driver.Navigate().GoToUrl(address);
    }

    /// <summary>Sets the size of the page's viewport, below what a window can have too.</summary>
    public void Size(int width, int height) => Tell("Emulation.setDeviceMetricsOverride", new()
    {
        ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = false,
    });

    /// <summary>Shows the page as on screen or in print, for a system that is light or dark.</summary>
    public void Media(string media, string scheme) => Tell("Emulation.setEmulatedMedia", new()
    {
        ["media"] = media,
        ["features"] = new object[] { new Dictionary<string, object> { ["name"] = "prefers-color-scheme", ["value"] = scheme } },
    });

    /// <summary>Runs a function body in the page and returns its result as JSON.</summary>
    public JsonElement Run(string body, params object[] arguments)
    {
        var result = _driver.ExecuteScript($"return JSON.stringify((function() {{ {body} }}).apply(null, arguments) ?? null);", arguments);
        return JsonDocument.Parse((string)result!).RootElement;
    }

    /// <summary>Texts that a script lists, each naming a fault.</summary>
    public List<string> Faults(string body, params object[] arguments) =>
        [.. Run(body, arguments).EnumerateArray().Select(item => item.GetString()!)];

    /// <summary>Console messages since the last call, by level.</summary>
    public List<string> Messages() =>
        [.. _driver.Manage().Logs.GetLog(LogType.Browser).Select(entry => $"{entry.Level}: {entry.Message}")];

    /// <summary>Addresses that were asked for since the last call.</summary>
    public List<string> Requests() =>
    [
        .. _driver.Manage().Logs.GetLog(LogType.Performance).Select(entry => JsonDocument.Parse(entry.Message).RootElement.GetProperty("message"))
            .Where(message => message.GetProperty("method").GetString() == "Network.requestWillBeSent")
            .Select(message => message.GetProperty("params").GetProperty("request").GetProperty("url").GetString()!),
    ];

    /// <summary>Writes a picture of the whole page.</summary>
    public void Picture(string path)
    {
        var result = (Dictionary<string, object?>)_driver.ExecuteCdpCommand("Page.captureScreenshot", new() { ["captureBeyondViewport"] = true })!;
        File.WriteAllBytes(path, Convert.FromBase64String((string)result["data"]!));
    }

    /// <summary>The page as a printer gets it, A4.</summary>
    public byte[] Print()
    {
        var result = (Dictionary<string, object?>)_driver.ExecuteCdpCommand("Page.printToPDF", new()
        {
            ["preferCSSPageSize"] = true, ["printBackground"] = true, ["paperWidth"] = 8.27, ["paperHeight"] = 11.69,
        })!;
        return Convert.FromBase64String((string)result["data"]!);
    }

    /// <summary>The text of a file that the page saved; waits for it for at most half a minute.</summary>
    public byte[] Saved(string name)
    {
        var path = Path.Combine(Downloads, name);
        var bound = DateTime.UtcNow.AddSeconds(30);
        while (!File.Exists(path))
        {
            Assert.IsLessThan(bound, DateTime.UtcNow, $"{name} was not saved");
            Thread.Yield();
            _ = Run("return 1;");
        }
        var bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _driver.Quit();
        _driver.Dispose();
        Directory.Delete(Downloads, recursive: true);
    }

    private void Tell(string command, Dictionary<string, object?> arguments) => _driver.ExecuteCdpCommand(command, arguments);

    private static string Find(string variable, string usual)
    {
        var path = Environment.GetEnvironmentVariable(variable) ?? usual;
        return File.Exists(path) ? path : throw new AssertFailedException($"{path} is missing: install chromium and chromium-driver, or set {variable}");
    }
}
