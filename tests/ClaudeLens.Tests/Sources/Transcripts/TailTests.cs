using System.Text;
using ClaudeLens.Sources.Transcripts;
using ClaudeLens.Sources.Watching;
using FsCheck;
using FsCheck.Fluent;

namespace ClaudeLens.Tests.Sources.Transcripts;

public sealed class TailTests : IDisposable
{
    private const int LongestLine = 64;
    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("claudelens-").FullName, "s.jsonl");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    /// <summary>Lines of any length, written in pieces of any size, read at any moment with buffers of any size.</summary>
    [Fact]
    public void However_it_is_written_and_read_the_lines_are_the_same() => Prop.ForAll(
        Gen.Choose(0, 200).ListOf().Select(l => l.Take(40).ToArray()).ToArbitrary(),
        Gen.Choose(1, 300).ListOf().Select(l => l.ToArray()).ToArbitrary(),
        Gen.Choose(16, 200).ToArbitrary(),
        (lengths, pieces, buffer) =>
        {
            File.Delete(_path);
            var text = string.Concat(lengths.Select((length, i) => new string((char)('a' + i % 26), length) + "\n"));
            var bytes = Encoding.UTF8.GetBytes(text);
            var (sink, file, tail) = (new Sink(), New(), new Tail(LongestLine, buffer));
            var at = 0;
            for (var i = 0; at < bytes.Length; i++)
            {
                var length = Math.Min(pieces.Length == 0 ? 7 : pieces[i % pieces.Length], bytes.Length - at);
                Lines.Append(_path, bytes[at..(at += length)]);
                while (tail.Read(file, FileStat.Of(_path), 50, sink))
                {
                }
            }
            var written = lengths.Where(length => length > 0).ToList();
            return file.Offset == bytes.Length
                && sink.Lines.SequenceEqual(lengths.Select((length, i) => new string((char)('a' + i % 26), length)).Where(l => l.Length is > 0 and <= LongestLine))
                && sink.Skipped.SequenceEqual(written.Where(length => length > LongestLine).Select(length => (long)length));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_line_is_taken_when_its_newline_is_there()
    {
        var (sink, file, tail) = (new Sink(), New(), new Tail(LongestLine));
        Lines.Append(_path, "one\ntw"u8.ToArray());
        tail.Read(file, FileStat.Of(_path), long.MaxValue, sink);
        Assert.Equal(["one"], sink.Lines);
        Lines.Append(_path, "o\n"u8.ToArray());
        tail.Read(file, FileStat.Of(_path), long.MaxValue, sink);
        Assert.Equal(["one", "two"], sink.Lines);
    }

    [Theory]
    [InlineData("one\nTWO\n")]
    [InlineData("other one\nother two\n")]
    [InlineData("x\n")]
    [InlineData("one two three four five six\n")]
    public void A_file_cut_and_written_anew_is_read_from_its_beginning(string content)
    {
        var (sink, file, tail) = (new Sink(), New(), new Tail(LongestLine));
        File.WriteAllText(_path, "one\ntwo\nthree\n");
        tail.Read(file, FileStat.Of(_path), long.MaxValue, sink);
        sink.Lines.Clear();
        using (var same = new FileStream(_path, FileMode.Truncate))
            same.Write(Encoding.UTF8.GetBytes(content));
        tail.Read(file, FileStat.Of(_path), long.MaxValue, sink);

        Assert.Equal(content.Split('\n')[..^1], sink.Lines);
    }

    [Fact]
    public void A_file_that_took_the_others_name_is_read_from_its_beginning()
    {
        var (sink, file, tail) = (new Sink(), New(), new Tail(LongestLine));
        File.WriteAllText(_path, "one\n");
        tail.Read(file, FileStat.Of(_path), long.MaxValue, sink);
        File.WriteAllText(_path + ".new", "one\ntwo\n");
        File.Move(_path + ".new", _path, overwrite: true);
        tail.Read(file, FileStat.Of(_path), long.MaxValue, sink);

        Assert.Equal(["one", "one", "two"], sink.Lines);
    }

    [Fact]
    public void A_line_without_end_costs_no_memory_and_is_looked_through_once()
    {
        var (sink, file, tail) = (new Sink(), New(), new Tail(LongestLine, 128));
        for (var i = 0; i < 100; i++)
        {
            Lines.Append(_path, Encoding.UTF8.GetBytes(new string('x', 1000)));
            tail.Read(file, FileStat.Of(_path), long.MaxValue, sink);
            Assert.Equal(0, file.Offset);
            Assert.Equal((i + 1) * 1000, file.Scanned);
        }
        Lines.Append(_path, "\nafter\n"u8.ToArray());
        tail.Read(file, FileStat.Of(_path), long.MaxValue, sink);

        Assert.Equal([100_000L], sink.Skipped);
        Assert.Equal(["after"], sink.Lines);
    }

    private TranscriptFile New()
    {
        File.WriteAllBytes(_path, []);
        var file = new TranscriptFile(TranscriptPath.Of(Path.GetTempPath().TrimEnd('/'), _path)!);
        file.StartOver(FileStat.Of(_path));
        return file;
    }

    private sealed class Sink : ILineSink
    {
        public List<string> Lines { get; } = [];
        public List<long> Skipped { get; } = [];
        public void Take(TranscriptFile file, ReadOnlySpan<byte> line, long offset) => Lines.Add(Encoding.UTF8.GetString(line));
        public void TooLong(TranscriptFile file, long offset, long length) => Skipped.Add(length);
    }
}
