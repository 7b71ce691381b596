using Spectre.Console;
using Spectre.Console.Rendering;

namespace SuppressionLab.Experiments.Execution.Live;

/// <summary>One line of a live view, cut where the terminal ends.</summary>
/// <param name="width">The terminal's width.</param>
internal sealed class LiveLine(int width)
{
    private const int FewestOfName = 30;

    private readonly Paragraph _text = new();
    private int _used;

    /// <summary>How many characters are left.</summary>
    public int Left => Math.Max(0, width - _used);

    /// <summary>What is drawn.</summary>
    public IRenderable Text => _text;

    /// <summary>Adds text.</summary>
    public LiveLine Add(string text, Style? style = null)
    {
        var cut = text.Length <= Left ? text : Left == 0 ? "" : text[..(Left - 1)] + "…";
        _text.Append(cut, style ?? Style.Plain);
        _used += cut.Length;
        return this;
    }

    /// <summary>Adds a name and what is said of it. Of a name that is too long the middle goes: its end tells it from others.</summary>
    public LiveLine AddNamed(string name, string said, Style? style = null, Style? quiet = null)
    {
        var room = Left - said.Length;
        return Add(Shorten(name, room >= Math.Min(name.Length, FewestOfName) ? room : Left), style).Add(said, quiet);
    }

    /// <summary>A text of at most a width, without its middle if it is longer.</summary>
    public static string Shorten(string text, int width)
    {
        if (text.Length <= width)
        {
            return text;
        }
        var tail = Math.Max(0, width - 1) / 2;
        return width <= 0 ? "" : $"{text[..(width - 1 - tail)]}…{text[(text.Length - tail)..]}";
    }

    /// <summary>Adds text and fills up, or cuts, to a width.</summary>
    public LiveLine AddColumn(string text, int columns, Style? style = null) =>
        Add(Shorten(text, columns).PadRight(columns), style);
}
