namespace ClaudeLens.Sources.ProcessState;

internal enum ProcessLife
{
    Alive,
    /// <summary>Gone, or its number belongs to another one by now.</summary>
    Gone,
    /// <summary>It lives on another machine or in another container: nobody here can tell.</summary>
    Unknown,
}

/// <summary>Whether the process that wrote a file still lives.</summary>
internal interface IProcessTable
{
    ProcessLife Look(ProcessFile file);
}
