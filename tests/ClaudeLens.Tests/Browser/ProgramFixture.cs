using ClaudeLens.Tests.Flow;

namespace ClaudeLens.Tests.Browser;

/// <summary>One program, watching nothing, for all tests of a class that only need its page.</summary>
public sealed class ProgramFixture : IAsyncLifetime
{
    private readonly Scratch _scratch = new();

    internal RunningProgram Program { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Program = await RunningProgram.StartAsync(_scratch);

    public async ValueTask DisposeAsync()
    {
        await Program.DisposeAsync();
        _scratch.Dispose();
    }
}
