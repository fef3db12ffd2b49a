using static ClaudeLens.Sources.Demo.DemoStep;

namespace ClaudeLens.Sources.Demo;

/// <summary>The cast. Everything here is made up.</summary>
internal static class DemoProjects
{
    private const string Opus = "claude-opus-5-5", Sonnet = "claude-sonnet-5-5", Haiku = "claude-haiku-5-5";

    public static readonly DemoProject Shop = new("shop-api", "fix/rounding", Opus, "Fix cart rounding",
    [
        new("The cart total is a cent off for orders with many lines. Find out why and fix it.",
            "The total is probably rounded once per line and once more at the end.",
            "Fixed: totals stay in integer cents and are rounded once per line. All 214 tests pass.",
            Grep("Math.round"), Read("src/cart/total.ts"), Edit("src/cart/total.ts"), Write("src/cart/total.test.ts"), Bash("npm test -- cart", 14, "Tests: 214 passed, 214 total")),
        new("Add a test for a discount of 100 %.", "An order of nothing is a corner case of its own.", "Added; it showed a division by zero in the summary, which I fixed too.",
            Read("src/cart/discount.ts"), Edit("src/cart/discount.test.ts"), Bash("npm test -- discount", 6, "1 failed").Failing("Error: expected 0, received NaN"), Edit("src/cart/discount.ts"), Bash("npm test -- discount", 6, "Tests: 31 passed")),
    ])
    {
        Risky = Bash("rm -rf build && npm run release", 9, "Published 2.4.1"),
    };

    public static readonly DemoProject Billing = new("billing", "feat/vat-rules", Opus, "VAT for the new countries",
    [
        new("Add the VAT rules for Norway and Switzerland, with the reduced rates.",
            "Rates belong into the table, and the rules for reverse charge must not change.",
            "Both countries are in, with reduced rates and tests for each. Reverse charge is untouched.",
            Read("rules/vat.yaml"), Fetch("https://example.org/vat-rates"), Edit("rules/vat.yaml"), Edit("internal/vat/rates_test.go"), Bash("go test ./internal/vat/...", 8, "ok  billing/internal/vat 1.2s")),
        new("Why does the invoice run take four minutes?", "Most likely a query for every line.", "One query ran per invoice line. It is one per invoice now: 4 min 10 s before, 18 s after.",
            Bash("go test -bench Invoice ./internal/run", 11, "BenchmarkInvoice-8  212 ms/op"), Grep("db.Query"), Read("internal/run/invoice.go"), Edit("internal/run/invoice.go"), Bash("go test -bench Invoice ./internal/run", 9, "BenchmarkInvoice-8  16 ms/op")),
    ])
    {
        Question = Ask("Which database should the migration start with?"),
    };

    public static readonly DemoProject Infra = new("infra", "main", Sonnet, "Move the cache to its own nodes",
    [
        new("Give the cache nodes of its own in staging.", "A new node pool, a taint, and the cache gets the toleration.", "The pool is there and the cache moved; hit rate and latency are as before.",
            Read("staging/nodes.tf"), Edit("staging/nodes.tf"), Bash("terraform plan -out staging.plan", 12, "Plan: 3 to add, 1 to change, 0 to destroy")),
        new("The nightly backup failed twice this week. Look into it.", "Either the window is too short or the bucket's policy changed.", "The lifecycle rule deleted the lock file that the job waits for. It is excluded now.",
            Bash("kubectl logs job/backup --tail 200", 3, "error: lock not found").Failing("error: lock not found"), Grep("lifecycle_rule"), Edit("modules/bucket/main.tf"), Bash("terraform validate", 4, "Success! The configuration is valid.")),
    ])
    {
        Risky = Bash("terraform apply staging.plan", 18, "Apply complete! Resources: 3 added, 1 changed, 0 destroyed."),
    };

    public static readonly DemoProject Dashboard = new("web-dashboard", "feat/dark-mode", Sonnet, "Dark mode",
    [
        new("Make the charts readable in dark mode.", "The grid lines are hard coded; the series colours should come from the theme.", "Charts take their colours from the theme now, and every pair passes a contrast of 4.5.",
            Grep("#e5e7eb"), Read("src/charts/Line.tsx"), Edit("src/charts/Line.tsx"), Edit("src/theme.css"), Bash("npx vitest run charts", 7, "Test Files 12 passed")),
        new("The sidebar jumps when it opens on a phone.", "A transition on width lays everything out again.", "It moves by transform now; no layout shift is left.",
            Read("src/Sidebar.tsx"), Edit("src/Sidebar.tsx"), Bash("npm run build", 9, "built in 3.1s")),
    ])
    {
        Question = Ask("Should dark mode follow the system, or be a switch?"),
    };

    public static readonly DemoProject Search = new("search-index", "main", Opus, "Survey the ranking code",
    [
        new("Where do we rank results, and which signals are used twice?", "This is spread over three services: look at each on its own.", "Recency counts twice: in the scorer and again in the re-ranker. A table of all signals is in docs/ranking.md.",
            Grep("score("), Read("crates/rank/src/lib.rs"), Write("docs/ranking.md"), Bash("cargo test -p rank", 16, "test result: ok. 88 passed")),
    ])
    {
        Errands =
        [
            new("Explore", "Find every ranking signal", Grep("signal"), Read("crates/rank/src/signals.rs"), Grep("weight"), Read("crates/rank/src/score.rs")),
            new("Explore", "Read the re-ranker", Read("services/rerank/model.py"), Grep("recency"), Read("services/rerank/features.py")),
            new("general-purpose", "Measure the scorer", Bash("cargo bench -p rank", 15, "score  time: 1.84 µs"), Read("crates/rank/benches/score.rs")),
        ],
    };

    public static readonly DemoProject Mobile = new("mobile-app", "release/4.2", Sonnet, "Release 4.2",
    [
        new("Run the release checks and fix what fails.", "First the linters, then the tests on both platforms.", "All checks are green again; the flaky test waited for an animation.",
            Bash("./gradlew lint", 9, "BUILD SUCCESSFUL"), Bash("./gradlew test", 12, "2 failed").Failing("LoginScreenTest > showsError FAILED"), Read("app/src/test/LoginScreenTest.kt"), Edit("app/src/test/LoginScreenTest.kt"), Bash("./gradlew test", 12, "BUILD SUCCESSFUL")),
    ]);

    public static readonly DemoProject Docs = new("docs", "main", Haiku, "Write the changelog",
    [
        new("Write the changelog for 3.1 from the merged changes.", "Group by what a user notices.", "The changelog is written: 4 additions, 2 changes, 7 fixes.",
            Bash("git log --oneline v3.0..HEAD", 1, "47 commits"), Read("CHANGELOG.md"), Edit("CHANGELOG.md")),
        new("Check every link in the guide.", "A script for it is already there.", "Three links were dead; two moved, one is gone and its sentence with it.",
            Bash("npm run check-links", 10, "3 dead links"), Edit("guide/install.md"), Edit("guide/upgrade.md")),
    ]);

    public static readonly DemoProject Pipeline = new("data-pipeline", "perf/parquet", Sonnet, "Read Parquet in columns",
    [
        new("Only read the columns that a job needs.", "The reader takes a projection already; nobody passes one.", "Jobs name their columns now. The daily job reads 1.1 GB instead of 9.6 GB.",
            Read("pipeline/reader.py"), Grep("read_table"), Edit("pipeline/reader.py"), Edit("pipeline/jobs/daily.py"), Edit("pipeline/jobs/hourly.py"), Read("tests/test_reader.py"), Edit("tests/test_reader.py"), Bash("pytest -q tests", 10, "128 passed in 8.41s")),
        new("Type-check the whole package.", "Strict mode file by file.", "mypy --strict passes for all 41 files.",
            Bash("mypy --strict pipeline", 8, "Found 6 errors").Failing("Found 6 errors in 2 files"), Edit("pipeline/schema.py"), Edit("pipeline/types.py"), Bash("mypy --strict pipeline", 7, "Success: no issues found")),
    ]);

    public static readonly DemoProject Payments = new("payments", "feat/refunds", Opus, "Partial refunds",
    [
        new("Plan partial refunds: what has to change, in which order?", "Ledger first, then the API, the page last.", "Step one is done: the ledger books partial refunds, covered by property tests.",
            Read("src/ledger/book.rs"), Grep("refund"), Edit("src/ledger/book.rs"), Bash("cargo test ledger", 13, "test result: ok. 61 passed")),
    ]);
}
