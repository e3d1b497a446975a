import assert from "node:assert/strict";
import { posix } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import {
  importsOf,
  listComplaints,
  listProjectFiles,
  readManifest,
  readText,
  root,
  withoutComments,
} from "./project-files.ts";

const files = listProjectFiles();
const sources = files.filter((path) => /\.tsx?$/.test(path));
const isTest = (path: string) => /\.test(-data)?\.tsx?$/.test(path) || path.startsWith("test/");
const product = sources.filter((path) => path.startsWith("src/") && !isTest(path));
/** What is compiled to WebAssembly begins here. */
const assembly = "src/allocate/engine/blocks/assembly/planner.ts";

/** The folders of `src/` in the order in which the data flows: each may import those before it, and itself. */
const layers = [
  "base",
  "plan",
  "law",
  "casework",
  "assess",
  "allocate",
  "timing",
  "evaluate",
  "report",
  "exchange",
  "api",
  "solver",
  "store",
  "work",
  "server",
  "web",
  "cli",
  "main.ts",
];
/** Values in, values out: no file, network, clock, chance or environment. */
const core = layers.slice(0, layers.indexOf("exchange") + 1);

/** The packages that each folder may import; a longer path wins over a shorter one. */
const allowedPackages: Readonly<Record<string, readonly string[]>> = {
  "src/base": ["fastest-levenshtein"],
  "src/plan": ["yaml", "csv-parse", "node:crypto"],
  "src/law": ["yaml", "zod", "node:crypto"],
  "src/casework": ["yaml", "zod", "node:crypto"],
  "src/assess": [],
  "src/allocate": [],
  "src/report": [],
  "src/report/charts": [
    "@observablehq/plot",
    "jsdom",
    "d3-geo",
    "topojson-client",
    "topojson-specification",
  ],
  "src/exchange": ["fflate", "saxes", "csv-parse"],
  "src/api": ["zod"],
  "src/solver": ["highs", "node:worker_threads"],
  "src/store": [
    "pg",
    "@electric-sql/pglite",
    "zod",
    "node:crypto",
    "node:fs/promises",
    "node:path",
    "node:util",
  ],
  "src/work": ["pg-boss", "node:crypto", "node:path", "node:util", "node:worker_threads"],
  "src/server": [
    "fastify",
    "@fastify/cookie",
    "@fastify/compress",
    "@fastify/helmet",
    "@fastify/rate-limit",
    "@fastify/static",
    "@fastify/swagger",
    "@fastify/swagger-ui",
    "fastify-type-provider-zod",
    "openid-client",
    "zod",
    "node:crypto",
    "node:fs",
    "node:http",
    "node:net",
    "node:path",
  ],
  "src/web": [
    "react",
    "react-dom",
    "wouter",
    "@trussworks/react-uswds",
    "@tanstack/react-query",
    "@tanstack/react-virtual",
    "@observablehq/plot",
    "d3-geo",
    "topojson-client",
    "topojson-specification",
    "world-atlas",
  ],
  "src/cli": ["commander", "node:crypto", "node:fs/promises", "node:path"],
  "src/main.ts": [
    "world-atlas",
    "node:child_process",
    "node:fs",
    "node:fs/promises",
    "node:path",
    "node:url",
    "node:os",
    "node:process",
  ],
};

/** Files that hold one piece of data, which would be harder to read in two. */
const oneTable = ["src/plan/sample-plan.test-data.ts"];

function expectNone(complaints: readonly string[], rule: string): void {
  assert.ok(complaints.length === 0, listComplaints(rule, complaints));
}

function layerOf(path: string): number {
  return layers.indexOf(path.split("/")[1] ?? "");
}

test("every folder of src has its place in the order of the data", () => {
  const strangers = product.filter((path) => layerOf(path) < 0);
  expectNone(strangers, "Add the folder to `layers` in test/house.test.ts and to ARCHITECTURE.md:");
});

test("imports point only upward in the order of the data", () => {
  const complaints = product.flatMap((path) =>
    importsOf(path)
      .files.filter((target) => layerOf(target) > layerOf(path) || !target.startsWith("src/"))
      .map((target) => `${path} imports ${target}`),
  );
  expectNone(complaints, `Move the code, or pass it in as an argument. The order: ${layers}.`);
});

test("no import runs in a circle", () => {
  const state = new Map<string, "open" | "done">();
  const circles: string[] = [];
  const visit = (path: string, trail: readonly string[]) => {
    if (state.get(path) === "done") return;
    if (state.get(path) === "open") {
      circles.push([...trail.slice(trail.indexOf(path)), path].join(" → "));
      return;
    }
    state.set(path, "open");
    for (const target of importsOf(path).files) {
      if (sources.includes(target)) visit(target, [...trail, path]);
    }
    state.set(path, "done");
  };
  for (const path of sources) visit(path, []);
  expectNone(circles, "Move what both need into a file of its own:");
});

test("each folder imports only the packages that it may", () => {
  const folders = Object.keys(allowedPackages).sort((a, b) => b.length - a.length);
  const complaints = product.flatMap((path) => {
    const folder = folders.find((name) => path === name || path.startsWith(`${name}/`));
    const allowed = folder === undefined ? [] : (allowedPackages[folder] ?? []);
    return importsOf(path)
      .packages.filter((name) => !allowed.includes(name))
      .map((name) => `${path} imports ${name}`);
  });
  expectNone(
    complaints,
    "Import it in an adapter, or allow it here and say why in docs/decisions:",
  );
});

test("the functional core touches no file, network, clock, chance, locale or environment", () => {
  const forbidden = [
    // What Node's own `process` offers; casework has processes of its own.
    /\bprocess\.(env|argv|cwd|exit|std|hrtime|memoryUsage|cpuUsage|on|pid|platform|nextTick|version)/,
    /from "node:process"/,
    /\bDate\.now\b/,
    /\bnew Date\(\s*\)/,
    /\bperformance\.now\b/,
    /\bMath\.random\b/,
    /\brandomUUID\b/,
    /\bfetch\(/,
    /\bsetTimeout\b/,
    /\blocaleCompare\b/,
    /\btoLocale\w*\(/,
    /\bIntl\./,
    /\bimport\.meta\b/,
  ];
  const complaints = product
    .filter((path) => core.includes(path.split("/")[1] ?? ""))
    .flatMap((path) => linesThatMatch(path, forbidden));
  expectNone(complaints, "Take it as an argument; main.ts makes it:");
});

test("code exports by name only, and never through a file that gathers others", () => {
  const complaints = sources.flatMap((path) =>
    linesThatMatch(path, [/^\s*export default\b/, /^\s*export \* from\b/]),
  );
  expectNone(complaints, "Export by name, and import from the file that declares it:");
});

test("files are named in kebab-case for what they hold", () => {
  const form = /^[a-z0-9]+(-[a-z0-9]+)*(\.browser)?(\.test|\.test-data|\.d)?\.tsx?$/;
  const vague =
    /^((.+-)?(utils?|helpers?|misc|manager|service|types)|index|common|shared)(\.test)?\.ts$/;
  const complaints = sources.filter((path) => {
    const name = posix.basename(path);
    // Vite looks for its settings under this name.
    if (path === "vite.config.ts") return false;
    return !form.test(name) || vague.test(name);
  });
  expectNone(complaints, "Rename the file for what it exports:");
});

test("no file has over 500 lines and no function over 70", () => {
  const long = sources.filter(
    (path) => !oneTable.includes(path) && readText(path).split("\n").length > 501,
  );
  expectNone(long, "Split the file:");
  expectNone(product.flatMap(longFunctions), "Split the function:");
});

function longFunctions(path: string): string[] {
  const lines = readText(path).split("\n");
  return lines.flatMap((line, start) => {
    const name = /^(?:export )?(?:async )?function\*? (\w+)/.exec(line)?.[1];
    if (name === undefined) return [];
    const length = lines.slice(start).indexOf("}") + 1;
    return length > 70 ? [`${path}:${start + 1} ${name} has ${length} lines`] : [];
  });
}

test("browser tests find things by roles and labels alone", () => {
  const forbidden = [/\.locator\(/, /\bgetBy(Text|TestId|Placeholder|Title)\(/, /\.\$\$?\(/];
  const complaints = sources
    .filter((path) => /^test\/.*\.browser\.test\.ts$/.test(path))
    .flatMap((path) => linesThatMatch(path, forbidden));
  expectNone(complaints, "Find it as somebody with a screen reader does: getByRole, getByLabel:");
});

test("every exported name has a docstring", () => {
  const complaints = product.flatMap((path) => {
    const lines = readText(path).split("\n");
    return lines.flatMap((line, index) => {
      const name = /^export (?:async )?(?:function\*?|const|interface|type|class) (\w+)/.exec(line);
      // Rows of a plan are described in the table of fields.
      if (name === null || /^export type \w+ = RowOf<"\w+">;$/.test(line)) return [];
      const above = lines[index - 1]?.trimEnd() ?? "";
      return above.endsWith("*/") ? [] : [`${path}:${index + 1} ${name[1]}`];
    });
  });
  expectNone(complaints, "Say above it what it is or returns, in `/** ... */`:");
});

test("every file is reached from the program, a benchmark or an example", () => {
  const starts = sources.filter(
    (path) =>
      ["src/main.ts", "src/web/main.tsx", "src/api/client.ts", "vite.config.ts"].includes(path) ||
      path === assembly ||
      path.startsWith("bench/") ||
      path.startsWith("examples/"),
  );
  const fromProduct = reachedFrom(starts.filter((path) => !isTest(path)));
  const fromTests = reachedFrom([
    ...sources.filter((path) => path.endsWith(".test.ts")),
    ...sources.filter((path) => Object.values(readManifest().scripts).join().includes(path)),
  ]);
  const dead = sources
    .filter((path) => !path.endsWith(".d.ts"))
    .filter((path) => (isTest(path) ? !fromTests.has(path) : !fromProduct.has(path)));
  expectNone(dead, "Use the file, name it `.test-data.ts` if only tests need it, or remove it:");
});

function reachedFrom(starts: readonly string[]): Set<string> {
  const reached = new Set(starts);
  const waiting = [...starts];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    for (const target of importsOf(path).files) {
      if (reached.has(target) || !sources.includes(target)) continue;
      reached.add(target);
      waiting.push(target);
    }
  }
  return reached;
}

test("every finding code is triggered in a test, and means one thing", async () => {
  const tests = sources.filter(isTest).map(readText).join("\n");
  const owners = new Map<string, string>();
  const complaints: string[] = [];
  for (const path of product.filter((name) => name.endsWith("finding-kinds.ts"))) {
    for (const code of await codesOf(path)) {
      if (!new RegExp(`\\b${code}\\b`).test(tests)) complaints.push(`${path}: ${code} has no test`);
      const owner = owners.get(code);
      if (owner !== undefined) complaints.push(`${code} is in ${owner} and in ${path}`);
      owners.set(code, path);
    }
  }
  expectNone(complaints, "Write the test that triggers the code, or remove the code:");
});

async function codesOf(path: string): Promise<string[]> {
  const module = (await import(pathToFileURL(`${root}/${path}`).href)) as Record<string, unknown>;
  return Object.values(module).flatMap((table) =>
    typeof table === "object" && table !== null ? Object.keys(table) : [],
  );
}

test("every dependency is used, has an exact version and a reason in docs/decisions", () => {
  const { dependencies, devDependencies, scripts } = readManifest();
  const used = new Set(sources.flatMap((path) => importsOf(path).packages));
  const reasons = files
    .filter((path) => path.startsWith("docs/decisions/"))
    .map(readText)
    .join();
  const launcher = readText("bin/entente.js");
  const styles = files
    .filter((path) => path.endsWith(".css") || path === "vite.config.ts")
    .map(readText)
    .join();
  const askedFor = readPeers("@trussworks/react-uswds");
  const complaints = Object.entries({ ...dependencies, ...devDependencies }).flatMap(
    ([name, version]) => {
      const command = name === "typescript" ? "tsc" : (name.split("/").at(-1) ?? name);
      const runs = Object.values(scripts).some((script) => script.includes(command));
      const inUse =
        used.has(name) ||
        styles.includes(`${name}/`) ||
        Object.hasOwn(askedFor, name) ||
        runs ||
        launcher.includes(`"${name}/`) ||
        name.startsWith("@types/");
      return [
        ...(inUse ? [] : [`${name} is not used`]),
        ...(/^\d+\.\d+\.\d+(-beta\.\d+)?$/.test(version)
          ? []
          : [`${name} has no exact version: ${version}`]),
        ...(reasons.includes(`\`${name}\``) ? [] : [`${name} has no reason in docs/decisions`]),
      ];
    },
  );
  expectNone(complaints, "Remove the dependency, pin it, or give its reason:");
});

/** The packages that a package wants beside it. */
function readPeers(name: string): Readonly<Record<string, string>> {
  return JSON.parse(readText(`node_modules/${name}/package.json`)).peerDependencies;
}

test("no file names a folder of somebody's machine", () => {
  const texts = files.filter((path) =>
    /\.(tsx?|js|json|md|sql|css|html|ya?ml|csv|sh)$|^\.ci\//.test(path),
  );
  const absolute = /(^|[\s"'`(=:])\/(home|root|Users|mnt|srv|work|farm)\/\w/;
  const complaints = texts
    .filter((path) => path !== "package-lock.json")
    .flatMap((path) => linesThatMatch(path, [absolute]));
  expectNone(complaints, "Write a path from the repository's root:");
});

function linesThatMatch(path: string, patterns: readonly RegExp[]): string[] {
  const text = /\.tsx?$/.test(path) ? withoutComments(readText(path)) : readText(path);
  return text
    .split("\n")
    .flatMap((line, index) =>
      patterns.some((pattern) => pattern.test(line)) ? [`${path}:${index + 1} ${line.trim()}`] : [],
    );
}

test("the separate check shares no code with what it checks", () => {
  const builders = ["pose", "model", "explain", "payments", "value", "allocate"];
  const complaints = listProjectFiles("src/allocate/verify")
    .filter((path) => path.endsWith(".ts") && !path.includes(".test"))
    .flatMap((path) =>
      importsOf(path)
        .files.filter((to) => builders.some((name) => to.startsWith(`src/allocate/${name}`)))
        .map((to) => `${path} imports ${to}`),
    );
  expectNone(complaints, "import only the plan, the law, and allocation.ts");
});
