using System.Buffers.Binary;
using System.Text;
using ClaudeLens.Tests.Flow;
using ClaudeLens.Tests.House;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClaudeLens.Tests.Browser;

/// <summary>The README's animation: some seconds of the demo. <c>CLAUDELENS_LOOKS=write</c> takes a new one.</summary>
[Collection(BrowserCollection.Name)]
public sealed class MovingLookTests(BrowserFixture browser)
{
    private const int Width = 1080, Height = 680, Frames = 30, Milliseconds = 350;
    private static readonly string File = Repository.Full("docs/images/live.webp");

    [Fact]
    public async Task The_README_shows_it_moving()
    {
        if (LookTests.Write) await System.IO.File.WriteAllBytesAsync(File, Animation(await TakeAsync()), TestContext.Current.CancellationToken);
        var bytes = await System.IO.File.ReadAllBytesAsync(File, TestContext.Current.CancellationToken);
        Assert.InRange(bytes.Length, 100_000, 1_300_000);
        Assert.Equal(Frames, Encoding.Latin1.GetString(bytes).Split("ANMF").Length - 1);
    }

    private async Task<List<byte[]>> TakeAsync()
    {
        using var scratch = new Scratch();
        await using var program = await RunningProgram.StartAsync(scratch, "--demo");
        var page = await browser.OpenAsync(program.Address, Width * 4 / 3, Height * 4 / 3, moving: true);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Needs you" })).ToBeVisibleAsync();
        var taken = new List<string>();
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(Milliseconds), TimeProvider.System);
        while (taken.Count < Frames && await beat.WaitForNextTickAsync(TestContext.Current.CancellationToken)) taken.Add(Convert.ToBase64String(await page.ScreenshotAsync()));
        var frames = new List<byte[]>();
        foreach (var each in taken)
        {
            frames.Add(Convert.FromBase64String(await page.EvaluateAsync<string>("""
                async ([png, width, height]) => {
                  const image = new Image();
                  image.src = `data:image/png;base64,${png}`;
                  await image.decode();
                  const canvas = Object.assign(document.createElement('canvas'), { width, height });
                  const pen = canvas.getContext('2d');
                  pen.imageSmoothingQuality = 'high';
                  pen.drawImage(image, 0, 0, width, height);
                  return canvas.toDataURL('image/webp', 0.5).split(',')[1];
                }
                """, new object[] { each, Width, Height })));
        }
        return frames;
    }

    /// <summary>Pictures of one size after each other, over and over: the container of WebP around what the browser encoded.</summary>
    private static byte[] Animation(IEnumerable<byte[]> frames)
    {
        byte[] size = [.. Three(Width - 1), .. Three(Height - 1)];
        var chunks = new List<byte> { (byte)'W', (byte)'E', (byte)'B', (byte)'P' };
        chunks.AddRange(Chunk("VP8X", [2, 0, 0, 0, .. size]));
        chunks.AddRange(Chunk("ANIM", [0, 0, 0, 0xff, 0, 0]));
        // Of each picture's own file what follows the container's head; 2: it covers the one before.
        foreach (var frame in frames) chunks.AddRange(Chunk("ANMF", [0, 0, 0, 0, 0, 0, .. size, .. Three(Milliseconds), 2, .. Image(frame)]));
        return Chunk("RIFF", [.. chunks]);
    }

    /// <summary>The chunk that holds the picture, whatever else the encoder put before it.</summary>
    private static byte[] Image(byte[] file)
    {
        for (var at = 12; ;)
        {
            var length = 8 + (int)BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 4));
            length += length & 1;
            if (Encoding.ASCII.GetString(file, at, 4) is "VP8 " or "VP8L") return file[at..(at + length)];
            at += length;
        }
    }

    private static byte[] Three(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16)];

    private static byte[] Chunk(string name, byte[] content) =>
        [.. Encoding.ASCII.GetBytes(name), .. BitConverter.GetBytes(content.Length), .. content, .. content.Length % 2 == 0 ? [] : new byte[1]];
}
