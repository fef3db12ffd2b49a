using System.Globalization;

namespace ClaudeLens.Bench;

/// <summary>A Markdown table on standard output: it can go into README.md as it is.</summary>
internal sealed class Table(string title, params string[] columns)
{
    private readonly List<string[]> _rows = [columns];

    public void Add(params string[] row) => _rows.Add(row);

    public void Add(string name, string[] cells) => _rows.Add([name, .. cells]);

    public void Print()
    {
        var widths = Enumerable.Range(0, columns.Length).Select(i => _rows.Max(row => row[i].Length)).ToArray();
        Console.WriteLine($"\n{title}\n");
        for (var i = 0; i < _rows.Count; i++)
        {
            Console.WriteLine("| " + string.Join(" | ", _rows[i].Select((cell, c) => cell.PadRight(widths[c]))) + " |");
            if (i == 0)
                Console.WriteLine("| " + string.Join(" | ", widths.Select(width => new string('-', width))) + " |");
        }
        Console.WriteLine();
    }

    public static string Ms(double value) => double.IsNaN(value) ? "-" : value.ToString(value < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture);

    public static string Ratio(double value, double? floor) =>
        floor is not { } f || double.IsNaN(value) || double.IsNaN(f) ? "-" : (value / f).ToString("0.0", CultureInfo.InvariantCulture) + "x";
}
