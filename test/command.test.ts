import assert from "node:assert/strict";
import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fullName } from "../src/cli/commands-reference.ts";
import { makeThreadSolver } from "../src/solver/thread-solver.ts";
import { lookAtProgram } from "./quiet-program.ts";
import { copyExample, entente, ententeHere, ententeSolving, type Ran } from "./run-entente.ts";

const example = "examples/two-partners";
const solver = makeThreadSolver(1);
after(() => solver.close());

/** Runs a command in this process, for what does not depend on how the program starts and ends. */
const solveHere = (args: readonly string[]) => ententeSolving(args, solver);

/** No answer and no complaint may show the inside of the program. */
function assertClean(ran: Ran): void {
  assert.doesNotMatch(ran.out + ran.err, /^\s+at .+:\d+:\d+\)?$/m, "a stack trace");
  assert.doesNotMatch(ran.out + ran.err, /\b(undefined|NaN|\[object Object\])\b/);
}

function parseReply(ran: Ran): Record<string, unknown> {
  const reply: unknown = JSON.parse(ran.out);
  assert.ok(typeof reply === "object" && reply !== null);
  return { ...reply };
}

test("every command answers with help that has examples and exit codes", async () => {
  const program = lookAtProgram();
  const names = program.commands.flatMap((command) => [
    ...(command.name() === "help" ? [] : [fullName(command)]),
    ...command.commands.filter((inner) => inner.name() !== "help").map(fullName),
  ]);
  assert.ok(names.includes("import greenbook") && names.includes("check"));
  for (const name of ["", ...names]) {
    const words = [...name.split(" ").filter(Boolean), "--help"];
    const ran = await (name === "" ? entente(words) : ententeHere(words));
    assert.equal(ran.code, 0, name);
    assert.match(ran.out, /Usage: entente/, name);
    assert.match(ran.out, /Examples:\n {2}(?:[A-Z_]+=\S+ )?entente/, name);
    assert.match(ran.out, /Exit codes:\n {2}0 /, name);
    assert.equal(ran.err, "", name);
  }
});

const wrongUsages: readonly (readonly [string, readonly string[], RegExp])[] = [
  ["an unknown command", ["chekc"], /unknown command 'chekc'[\s\S]*check/],
  ["an unknown option", ["check", example, "--jsno"], /unknown option '--jsno'[\s\S]*--json/],
  ["a missing argument", ["check"], /missing required argument 'plan'/],
  ["one argument too many", ["check", example, "more"], /too many arguments/],
  ["a gap that is no number", ["allocate", example, "--gap", "little"], /number from 0 to 1/],
  ["a gap above one", ["allocate", example, "--gap", "2"], /number from 0 to 1/],
  ["no steps", ["allocate", example, "--steps", "0"], /whole number above 0/],
  ["a date that does not exist", ["law", "FMF", "--on", "2021-02-30"], /such as 2020-12-31/],
  ["a year that is no year", ["import", "greenbook", "x", "--first-year", "20"], /fiscal year/],
  ["a frontier against nothing", ["frontier", example], /--against <share\|change\|risk>/],
  ["no loss", ["alternatives", example, "--loss", "0"], /such as 1% or 0\.01/],
  ["too many plans", ["alternatives", example, "--count", "11"], /from 1 to 10/],
  ["the present level alone", ["returns", example, "--levels", "100"], /such as 80,90,110,120/],
  ["half a solve", ["explain", example, "prices", "--solve", "0.5"], /such as 100, or `all`/],
];

for (const [what, args, expected] of wrongUsages) {
  test(`wrong usage ends with 2 and says how: ${what}`, async () => {
    const ran = await ententeHere(args);
    assert.equal(ran.code, 2);
    assert.match(ran.err, expected);
    assert.equal(ran.out, "");
    assertClean(ran);
  });
}

const answers: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ["check", ["check", example], ["plan", "rows", "scenarios", "law_edition"]],
  ["allocate", ["allocate", example], ["allocation", "stamp", "prices"]],
  ["explain", ["explain", example, "sudland-boats"], ["reason"]],
  ["explain prices", ["explain", example, "prices"], ["rule_prices", "stamp"]],
  ["explain all", ["explain", example, "all"], ["reasons", "stamp"]],
  ["compare", ["compare", example, "plan", "without-floor"], ["comparison"]],
  ["alternatives", ["alternatives", example, "--solves", "12"], ["alternatives", "stamp"]],
  ["frontier", ["frontier", example, "--against", "risk", "--points", "3"], ["frontier", "stamp"]],
  ["override", ["override", example, "--exclude", "norland-radar"], ["overrides", "stamp"]],
  ["returns", ["returns", example, "--levels", "90,110"], ["returns", "stamp"]],
  ["law", ["law", "FMF", "--on", "2020-12-31"], ["authority"]],
  ["law without a name", ["law"], ["authorities"]],
  ["law of a year", ["law", "--cycle", "2022"], ["steps"]],
  ["judge", ["judge", example, "norland-radar"], ["initiative", "years"]],
  ["notice", ["notice", "FMS", "--partner", "KOR", "--value", "25000000"], ["notice"]],
  ["reference", ["reference"], ["pages"]],
];

for (const [command, args, fields] of answers) {
  test(`entente ${command} answers a reader, and a program with --json`, async () => {
    const text = await entente(args);
    assert.equal(text.code, 0, text.err);
    assert.ok(text.out.length > 0);
    assertClean(text);
    const json = await solveHere([...args, "--json"]);
    assert.equal(json.code, 0);
    const reply = parseReply(json);
    assert.deepEqual(Object.keys(reply), [
      "format",
      "command",
      "ending",
      "exit",
      "findings",
      "result",
    ]);
    assert.deepEqual([reply.format, reply.command, reply.ending], [1, args[0], "fine"]);
    const result = reply.result;
    assert.ok(typeof result === "object" && result !== null);
    for (const field of fields) assert.ok(field in result, `${command}: ${field}`);
  });
}

test("the same command prints the same bytes", async () => {
  const first = await entente(["allocate", example, "--json"]);
  const second = await solveHere(["allocate", example, "--json"]);
  assert.equal(first.out, second.out);
});

// The values are worked out by hand in examples/two-partners/README.md.
const values: readonly (readonly [readonly string[], number])[] = [
  [["--no-scenario"], 75],
  [["--scenario", "without-floor"], 78.75],
  [["--no-scenario", "--exclude", "sudland-crews"], 25 * (1.5 * 0.37)],
];

for (const [options, value] of values) {
  test(`allocate ${options.join(" ")} is worth what paper says`, async () => {
    const ran = await solveHere(["allocate", example, ...options, "--json"]);
    const result = parseReply(ran).result as { allocation: { value: number } };
    assert.ok(Math.abs(result.allocation.value - value) < 1e-6, `${result.allocation.value}`);
  });
}

const breakages: readonly (readonly [string, string, (folder: string) => Promise<void>])[] = [
  ["a missing table", "file_missing", (folder) => rm(join(folder, "lines.csv"))],
  ["no head", "file_missing", (folder) => rm(join(folder, "plan.yaml"))],
  [
    "bytes that are no text",
    "file_nul_bytes",
    (folder) => writeFile(join(folder, "lines.csv"), new Uint8Array(200)),
  ],
  [
    "an amount with a unit",
    "amount_form",
    (folder) => rewrite(join(folder, "resources.csv"), (text) => text.replace(/(\d)0{6}\b/, "$1m")),
  ],
  [
    "a dangling reference",
    "reference_unknown",
    (folder) =>
      rewrite(join(folder, "initiatives.csv"), (text) => text.replace(",SUDLAND,", ",SUDLUND,")),
  ],
  [
    "a quote left open",
    "quote_open",
    (folder) => appendFile(join(folder, "partners.csv"), '"never closed'),
  ],
  [
    "a yaml file that is no map",
    "",
    (folder) => writeFile(join(folder, "plan.yaml"), "- one\n- two\n"),
  ],
];

async function rewrite(path: string, change: (text: string) => string): Promise<void> {
  const text = await readFile(path, "utf8");
  const changed = change(text);
  assert.notEqual(changed, text, `nothing to break in ${path}`);
  await writeFile(path, changed);
}

for (const [what, code, damage] of breakages) {
  test(`a plan with ${what} ends every command with 1 and findings`, async () => {
    const { folder, remove } = await copyExample("two-partners");
    try {
      await damage(folder);
      const runs = [
        await (code === "file_missing" ? entente : ententeHere)(["check", folder]),
        await ententeHere(["allocate", folder]),
        await ententeHere(["explain", folder, "sudland-boats"]),
        await ententeHere(["compare", folder, "plan", "without-floor"]),
        await ententeHere(["explain", folder, "all"]),
        await ententeHere(["alternatives", folder]),
        await ententeHere(["frontier", folder, "--against", "change"]),
        await ententeHere(["override", folder, "--exclude", "sudland-boats"]),
        await ententeHere(["returns", folder]),
        await ententeHere(["sweep", folder, "--what-ifs", "1", "--out", join(folder, "sweep")]),
      ];
      for (const ran of runs) {
        assert.equal(ran.code, 1, ran.out + ran.err);
        assertClean(ran);
        assert.match(ran.out + ran.err, new RegExp(`error ${code}`));
        assert.match(ran.out + ran.err, /Expected/);
      }
    } finally {
      await remove();
    }
  });
}

test("folders and names that are not there are findings with the nearest name", async () => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [["check", "examples/two-partnres"], /path_missing[\s\S]*examples\/two-partners/],
    [["check", "README.md"], /not_a_folder/],
    [["allocate", example, "--scenario", "without-flor"], /without-floor/],
    [["allocate", example, "--pin", "sudland-boats"], /option_malformed[\s\S]*INITIATIVE=PACKAGE/],
    [["allocate", example, "--exclude", "sudland-boat"], /name_unknown[\s\S]*sudland-boats/],
    [["explain", example, "sudland-boat"], /sudland-boats/],
    [["explain", example, "prices", "--year", "2031"], /--year: found `2031`[\s\S]*`2021`/],
    [["override", example, "--part", "sudland-boat=50%"], /name_unknown[\s\S]*sudland-boats/],
    [
      ["override", example, "--part", "sudland-boats=0%"],
      /option_malformed[\s\S]*INITIATIVE=SHARE/,
    ],
    [["override", example], /option_malformed[\s\S]*--exclude INITIATIVE/],
    [["frontier", example, "--against", "share"], /--bureau[\s\S]*`EAP`, `EUR`/],
    [["frontier", example, "--against", "share", "--bureau", "EAPP"], /name_unknown[\s\S]*`EAP`/],
    [["returns", example, "--name", "FMFF"], /name_unknown[\s\S]*`FMF`/],
    [["sweep", example, "--range", "budgte=0.5..1"], /budget/],
    [["compare", example, "plan", "without-flor"], /without-floor/],
    [["law", "FMFF"], /FMF/],
    [["judge", example, "norland-rader"], /norland-radar/],
    [["compare", example, "plan", "record"], /compare PLAN record plan/],
    [["import", "greenbook", "no-such-file.xlsx"], /path_missing/],
    [["import", "greenbook", "README.md"], /error/],
    [["import", "cbj", "examples"], /not_a_file/],
  ];
  for (const [args, expected] of cases) {
    const ran = await ententeHere(args);
    assert.equal(ran.code, 1, `${args.join(" ")}\n${ran.out}${ran.err}`);
    assert.match(ran.out + ran.err, expected);
    assertClean(ran);
    const json = await ententeHere([...args, "--json"]);
    assert.equal(parseReply(json).ending, "findings", args.join(" "));
  }
});

test("rules that cannot all hold end with 3 and the cheapest way out", async () => {
  // On paper: without its yearly program only the radar serves Norland, for 40 in one year. The floor asks for
  // 40 in each of two years, so one year's floor has to go.
  const ran = await entente(["allocate", example, "--no-scenario", "--exclude", "norland-fmf"]);
  assert.equal(ran.code, 3, ran.out + ran.err);
  // Either year's does, so that each is a way out of its own.
  for (const year of [2021, 2022]) {
    assert.match(
      ran.out,
      new RegExp(`Norland's yearly grant, FY${year}: \\$40\\.0 million → \\$0`),
    );
  }
  assertClean(ran);
});

// Worked out by hand: without the crews' schools no boats sail either, so that one decision costs what both do.
test("what overrides cost together is not what they cost one by one", async () => {
  const options = ["--exclude", "sudland-boats", "--exclude", "sudland-crews", "--json"];
  const ran = await solveHere(["override", example, "--no-scenario", ...options]);
  assert.equal(ran.code, 0, ran.err);
  const { overrides } = parseReply(ran).result as {
    overrides: { cost: number; each: readonly { cost: number }[] };
  };
  // Norland's larger grant and its radar are left: (54 + 20) x 0.1875 of 75 points.
  const territory = 74 * 0.1875;
  // With the schools alone the sea still gets its first 20 points of effect.
  const costs = [75 - territory - 20 * 0.5625, 75 - territory];
  const near = (found: number | undefined, expected: number | undefined) =>
    assert.ok(Math.abs((found ?? Number.NaN) - (expected ?? 0)) < 1e-6, `${found}`);
  for (const [place, one] of overrides.each.entries()) near(one.cost, costs[place]);
  near(overrides.cost, 75 - territory);
});

// Worked out by hand: with 20% more, Norland's larger grant (60) fits beside two boats (60).
test("more money is worth what paper says, and a little more nothing", async () => {
  const asked = ["--levels", "110,120", "--json"];
  const ran = await solveHere(["returns", example, "--no-scenario", ...asked]);
  const { returns } = parseReply(ran).result as {
    returns: { curves: readonly { points: readonly { factor: number; value: number }[] }[] };
  };
  const points = returns.curves[0]?.points ?? [];
  assert.deepEqual(
    points.map(({ factor, value }) => [factor, Math.round(value * 1e6) / 1e6]),
    [
      [1, 75],
      [1.1, 75],
      [1.2, 75 + (74 - 60) * 0.1875],
    ],
  );
});

test("results are written where --out says, and name themselves", async () => {
  const folder = await mkdtemp(join(tmpdir(), "entente-out-"));
  try {
    const ran = await entente(["allocate", example, "--no-scenario", "--out", folder]);
    assert.equal(ran.code, 0, ran.err);
    assert.ok(ran.out.includes(join(folder, "briefing.html")));
    const page = await readFile(join(folder, "briefing.html"), "utf8");
    assert.match(page, /^<!doctype html>/);
    const data = JSON.parse(await readFile(join(folder, "allocation.json"), "utf8"));
    assert.ok(Math.abs(data.result.allocation.value - 75) < 1e-6);
    const choices = await readFile(join(folder, "choices.csv"), "utf8");
    assert.match(
      choices,
      /^initiative,package,start,share\n[\s\S]*sudland-boats,sudland-boats-two,2022,1\n/,
    );
    const payments = await readFile(join(folder, "payments.csv"), "utf8");
    assert.match(payments, /^sudland-boats,FMF,2022,60000000$/m);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

const written: readonly (readonly [readonly string[], readonly string[], string])[] = [
  [["explain", example, "prices"], ["explain.json", "prices.csv"], "rule-prices"],
  [["explain", example, "all"], ["explain.json", "reasons.csv"], "reasons"],
  [
    ["alternatives", example, "--scenario", "without-floor", "--loss", "20%"],
    ["alternatives.json", join("plan-A", "choices.csv")],
    "alternatives",
  ],
  [["frontier", example, "--against", "risk", "--points", "3"], ["frontier.json"], "frontiers"],
  [["override", example, "--exclude", "norland-radar"], ["choices.csv"], "overrides"],
  [["returns", example, "--levels", "90,110"], ["returns.json"], "returns"],
];

for (const [args, files, section] of written) {
  test(`entente ${args[0]} ${args[2]} writes its part of the page, and its data`, async () => {
    const folder = await mkdtemp(join(tmpdir(), "entente-part-"));
    try {
      const ran = await solveHere([...args, "--out", folder]);
      assert.equal(ran.code, 0, ran.out + ran.err);
      assertClean(ran);
      const page = await readFile(join(folder, "briefing.html"), "utf8");
      assert.ok(page.includes(`<h2 id="${section}-title">`), section);
      for (const file of files) assert.ok((await readFile(join(folder, file))).length > 0, file);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

test("Ctrl-C stops a solve, keeps what was found and ends with 130", async () => {
  const args = ["allocate", "examples/fy2021", "--gap", "0"];
  const ran = await entente(args, { interruptAt: /^Looking for/ });
  assert.equal(ran.code, 130, ran.out + ran.err);
  assert.match(ran.err, /Stopping\./);
  assert.match(ran.out, /points of value|Stopped before/);
  assertClean(ran);
});
