// Two tight programs, compiled ahead of time so that neither adds a runtime's noise to what is measured:
//   floor FOLDER PORT                                        the least any tool of this kind must do
//   receive KIND PORT PATH EXPECTED SECONDS [GREETING]       the client of every contender
using ClaudeLens.Bench.Native;

return args switch
{
    ["floor", var folder, var port] => Floor.Run(folder, int.Parse(port)),
    ["receive", var kind, var port, var path, var expected, var seconds, .. var greeting] =>
        Receiver.Run(kind, int.Parse(port), path, int.Parse(expected), int.Parse(seconds), greeting),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: bench-native floor FOLDER PORT | receive ws|ws-v1|sse|raw PORT PATH EXPECTED SECONDS [GREETING]");
    return 2;
}
