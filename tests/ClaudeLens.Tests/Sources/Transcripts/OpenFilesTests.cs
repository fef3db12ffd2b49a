using ClaudeLens.Sources.Transcripts;
using ClaudeLens.Sources.Watching;

namespace ClaudeLens.Tests.Sources.Transcripts;

public sealed class OpenFilesTests : IDisposable
{
    private readonly ReaderRun _run = new();
    private readonly string _path;

    public OpenFilesTests() => _path = _run.File($"-home-dev/{Lines.Session}.jsonl");

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task Another_file_that_takes_the_name_is_read_and_grows_on()
    {
        await Grow("one", "two", "three");
        File.WriteAllBytes(_path + ".new", Lines.Bytes(Lines.Prompt("other")));
        File.Move(_path + ".new", _path, overwrite: true);
        await Until("other");
        await Grow("four", "five");

        Assert.Equal(["one", "two", "three", "other", "four", "five"], _run.Ingest.Events.Select(e => e.Summary));
    }

    [Fact]
    public async Task A_file_written_anew_in_its_place_is_read_from_its_beginning()
    {
        await Grow("one", "two", "six");
        // Lines as long as before: at the place read up to there is a newline again.
        using (var same = new FileStream(_path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            same.Write(Lines.Bytes([Lines.Prompt("ONE"), Lines.Prompt("TWO"), Lines.Prompt("SIX"), Lines.Prompt("more")]));

        await Until("ONE", "TWO", "SIX", "more");
    }

    [Fact]
    public async Task A_file_cut_and_grown_again_is_read_from_its_beginning()
    {
        await Grow("one", "two", "three");
        using (File.Open(_path, FileMode.Truncate))
        {
        }
        await Grow("four", "five");

        Assert.Equal(["one", "two", "three", "four", "five"], _run.Ingest.Events.Select(e => e.Summary));
    }

    [Fact]
    public async Task Reading_on_leaves_no_trace()
    {
        await Grow("one", "two");
        var read = File.GetLastAccessTimeUtc(_path);
        await Grow("three", "four");

        Assert.Equal(read, File.GetLastAccessTimeUtc(_path));
    }

    [Fact]
    public void Who_grew_first_goes_first()
    {
        var open = new OpenFiles(most: 2);
        var files = Enumerable.Range(0, 3).Select(i => New($"{i}.jsonl")).ToArray();
        foreach (var file in files) open.Keep(file);

        Assert.Equal([false, true, true], files.Select(f => f.Opened is not null));
        open.CloseAll();
        Assert.All(files, f => Assert.Null(f.Opened));
    }

    [Fact]
    public void Another_file_under_the_name_is_not_kept()
    {
        var file = New("s.jsonl");
        File.WriteAllText(file.Path.Path + ".new", "");
        File.Move(file.Path.Path + ".new", file.Path.Path, overwrite: true);
        new OpenFiles().Keep(file);

        Assert.Null(file.Opened);
    }

    private async Task Grow(params string[] prompts)
    {
        if (_run.Progress.State != "watching") await _run.Start();
        foreach (var prompt in prompts)
        {
            Lines.Append(_path, Lines.Bytes(Lines.Prompt(prompt)));
            await Until(prompt);
        }
    }

    private Task Until(params string[] prompts) => _run.Ingest.Until(events => prompts.All(p => events.Any(e => e.Summary == p)));

    private TranscriptFile New(string name)
    {
        var path = _run.File($"-home-dev/{name}");
        File.WriteAllText(path, "");
        var file = new TranscriptFile(TranscriptPath.Of(Path.Combine(_run.Root, "projects"), path)!);
        file.StartOver(FileStat.Of(path));
        return file;
    }
}
