import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { test } from "node:test";
import type { Command } from "commander";
import { loadRules } from "../src/casework/rules.ts";
import { referencePages } from "../src/cli/reference.ts";
import { makeThreadSolver } from "../src/solver/thread-solver.ts";
import { listComplaints, listProjectFiles, readManifest, readText, root } from "./project-files.ts";
import { lookAtProgram, readLawFiles } from "./quiet-program.ts";
import { listShown, refreshShown } from "./shown-output.ts";

const pages = listProjectFiles().filter((path) => path.endsWith(".md"));

function expectNone(complaints: readonly string[], rule: string): void {
  assert.ok(complaints.length === 0, listComplaints(rule, complaints));
}

test("the README begins with what a new user types", () => {
  const lines = readText("README.md").split("\n").slice(0, 20);
  assert.ok(
    lines.includes("npm ci && npm start"),
    "README.md must say `npm ci && npm start` early",
  );
  assert.ok(lines.includes("npm ci && npm test"), "README.md must say `npm ci && npm test` early");
});

test("links in the docs lead somewhere", () => {
  const complaints = pages.flatMap((page) =>
    linksOf(readText(page)).flatMap((link) => {
      if (/^(https?|mailto):/.test(link)) return [];
      const [path = "", anchor] = link.split("#");
      const target = path === "" ? page : posix.normalize(posix.join(posix.dirname(page), path));
      if (!existsSync(join(root, target))) return [`${page}: ${link}`];
      if (anchor === undefined || !target.endsWith(".md")) return [];
      return anchorsOf(readText(target)).includes(anchor) ? [] : [`${page}: ${link} (no heading)`];
    }),
  );
  expectNone(complaints, "Mend the link or make the page:");
});

function linksOf(markdown: string): string[] {
  return [...withoutCode(markdown).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? "");
}

function anchorsOf(markdown: string): string[] {
  return [...withoutCode(markdown).matchAll(/^#+ (.+)$/gm)].map((match) =>
    (match[1] ?? "")
      .toLowerCase()
      .replace(/[^\w\s-]/g, "")
      .trim()
      .replace(/\s/g, "-"),
  );
}

function withoutCode(markdown: string): string {
  return markdown.replace(/^```[\s\S]*?^```/gm, "").replace(/`[^`\n]*`/g, "");
}

test("commands in the docs exist, with their options", () => {
  const program = lookAtProgram();
  const { scripts } = readManifest();
  const complaints = pages.flatMap((page) =>
    commandsOf(readText(page)).flatMap((line) => {
      const problem = line.startsWith("npm ")
        ? checkNpm(line, scripts)
        : checkEntente(line, program);
      return problem === undefined ? [] : [`${page}: ${line} (${problem})`];
    }),
  );
  expectNone(complaints, "Write the command as `--help` shows it:");
});

/** Every command of the `sh` blocks and of inline code that starts with `entente`. */
function commandsOf(markdown: string): string[] {
  const blocks = [...markdown.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap((match) =>
    (match[1] ?? "").split("\n"),
  );
  const inline = [...markdown.matchAll(/`((?:npx )?entente [a-z][^`\n]*)`/g)].map(
    (match) => match[1] ?? "",
  );
  return [...blocks, ...inline]
    .flatMap((line) => line.replace(/\s+#.*$/, "").split("&&"))
    .map((line) => line.trim().replace(/^npx entente/, "entente"))
    .filter((line) => line.startsWith("npm ") || line.startsWith("entente"));
}

function checkNpm(line: string, scripts: Readonly<Record<string, string>>): string | undefined {
  const [, verb = "", script = ""] = line.split(/\s+/);
  if (verb === "ci") return undefined;
  const name = verb === "run" ? script : verb;
  return name in scripts ? undefined : `package.json has no script ${name}`;
}

function checkEntente(line: string, program: Command): string | undefined {
  const words = line.split(/\s+/).slice(1);
  let command = program;
  while (command.commands.length > 0) {
    const next = command.commands.find((other) => other.name() === words[0]);
    if (next === undefined) break;
    command = next;
    words.shift();
  }
  const isGlobal = command === program && words.every((word) => word.startsWith("-"));
  if (command.commands.length > 0 && !isGlobal) return `no command ${words[0] ?? ""}`;
  const known = [...command.createHelp().visibleOptions(command), ...command.options];
  for (const word of words.filter((other) => other.startsWith("--"))) {
    const name = word.split("=")[0];
    if (!known.some((option) => option.long === name)) return `no option ${name}`;
  }
  return undefined;
}

test("the commands that the docs name are all the commands that there are", () => {
  const shown = pages.map(readText).flatMap(commandsOf).join("\n");
  const missing = lookAtProgram()
    .commands.map((command) => command.name())
    .filter((name) => !new RegExp(`^entente ${name}\\b`, "m").test(shown));
  expectNone(missing, "Show the command in README.md or docs/:");
});

test("the generated pages are fresh", () => {
  const rules = loadRules(readLawFiles());
  const complaints = [...referencePages(lookAtProgram(), rules)].flatMap(([name, text]) => {
    const path = `docs/reference/${name}`;
    return existsSync(join(root, path)) && readText(path) === text ? [] : [path];
  });
  expectNone(complaints, "Run `npm run docs` and commit what it writes:");
});

test("what the docs show as output is what the commands print", async () => {
  const shown = pages.filter((page) => listShown(readText(page)).length > 0);
  assert.ok(shown.includes("docs/start.md"));
  const solver = makeThreadSolver(2);
  try {
    for (const page of shown) {
      const text = readText(page);
      assert.equal(
        await refreshShown(text, solver),
        text,
        `Run \`npm run docs\` and read what it changed: ${page}`,
      );
    }
  } finally {
    await solver.close();
  }
});

test("the changelog has an entry for this version", () => {
  const { version } = readManifest();
  assert.match(readText("CHANGELOG.md"), new RegExp(`^## ${version.replaceAll(".", "\\.")}`, "m"));
});

test("every page of the docs is reached by links from the README", () => {
  const reached = new Set(["README.md"]);
  const waiting = ["README.md"];
  for (let page = waiting.pop(); page !== undefined; page = waiting.pop()) {
    for (const link of linksOf(readText(page))) {
      const path = link.split("#")[0] ?? "";
      const target = posix.normalize(posix.join(posix.dirname(page), path));
      if (!pages.includes(target) || reached.has(target)) continue;
      reached.add(target);
      waiting.push(target);
    }
  }
  const lost = pages.filter((page) => !reached.has(page));
  expectNone(lost, "Link to the page from one that a reader finds:");
});
