import { basename } from "node:path";
import { type Command, Option } from "commander";
import { type Finding, hasErrors } from "../base/findings.ts";
import type { FiscalYear } from "../base/fiscal.ts";
import { type Accounting, describeAccounting } from "../exchange/accounting.ts";
import { importCbj } from "../exchange/cbj/import-cbj.ts";
import { importGreenbook } from "../exchange/greenbook/import-greenbook.ts";
import { cbjTables, greenbookTables } from "../exchange/tables.ts";
import { officialFileLimits } from "../exchange/xlsx/limits.ts";
import { addCommand, type CommandContext, helpAfter } from "./command-context.ts";
import { readOneFile } from "./folder.ts";
import { parseYear } from "./option-values.ts";
import { writeFolder } from "./output-folder.ts";
import { fileTooLarge } from "./plan-input.ts";
import { printReply, type Reply, type ReplyOptions, refuse } from "./reply.ts";

interface ImportOptions extends ReplyOptions {
  readonly out?: string;
}

const stages = ["enacted", "allocated", "obligated", "disbursed"] as const;

interface CbjOptions extends ImportOptions {
  readonly stage?: (typeof stages)[number];
}

interface GreenbookOptions extends ImportOptions {
  readonly firstYear: FiscalYear;
  readonly lastYear: FiscalYear;
}

/** What an import gives to the reply: plan tables by file name, and what was taken and left. */
interface Imported {
  readonly what: string;
  readonly findings: readonly Finding[];
  readonly accounting: Accounting;
  readonly tables: ReadonlyMap<string, string>;
  readonly details: Readonly<Record<string, unknown>>;
}

const importExamples = [
  "entente import greenbook greenbook.xlsx --out out/greenbook",
  "entente import cbj fy2016.csv fy2017.csv --out out/cbj",
];
const outHelp = "folder to write partners.csv and baseline.csv into";

/** Adds `entente import greenbook` and `entente import cbj`: official files into plan tables. */
export function addImport(program: Command, { around, end }: CommandContext): void {
  const parent = program
    .command("import")
    .description("Turn official files into tables of a plan, with every row accounted for.")
    .addHelpText("after", helpAfter(importExamples));
  addCommand(parent, "greenbook", "Take security assistance from USAID's Greenbook workbook.")
    .argument("<file>", "the workbook (.xlsx)")
    .option("--first-year <year>", "first fiscal year to take", parseYear, parseYear("2016"))
    .option("--last-year <year>", "last fiscal year to take", parseYear, parseYear("2020"))
    .option("--out <dir>", outHelp)
    .addHelpText("after", helpAfter(importExamples.slice(0, 1)))
    .action(async (path: string, options: GreenbookOptions) => {
      const command = "import greenbook";
      const { files, findings } = await readFiles([path]);
      const imported = files.map(({ name, bytes }) => takeGreenbook(name, bytes, options))[0];
      const reply =
        imported === undefined
          ? refuse(command, findings)
          : await finish(command, imported, options);
      end(printReply(reply, options, around));
    });
  addCommand(parent, "cbj", "Take country tables of the Congressional Budget Justification.")
    .argument("<files...>", "the tables (.csv)")
    .addOption(
      new Option("--stage <stage>", "stage of the figures, which the files do not say").choices(
        stages,
      ),
    )
    .option("--out <dir>", outHelp)
    .addHelpText("after", helpAfter(importExamples.slice(1)))
    .action(async (paths: readonly string[], options: CbjOptions) => {
      const command = "import cbj";
      const { files, findings } = await readFiles(paths);
      const reply = hasErrors(findings)
        ? refuse(command, findings)
        : await finish(command, takeCbj(files, options), options);
      end(printReply(reply, options, around));
    });
}

interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

async function readFiles(paths: readonly string[]) {
  const files: NamedFile[] = [];
  const findings: Finding[] = [];
  const most = officialFileLimits.fileBytes;
  for (const path of paths) {
    const read = await readOneFile(path, {
      largestFile: most,
      tooLarge: (file, size) => fileTooLarge(file, size, most),
    });
    findings.push(...read.findings);
    if (read.result !== null) files.push({ name: basename(path), bytes: read.result });
  }
  return { files, findings };
}

function takeGreenbook(name: string, bytes: Uint8Array, options: GreenbookOptions): Imported {
  const { firstYear, lastYear } = options;
  const { result, findings } = importGreenbook(bytes, { firstYear, lastYear, name });
  const { accounting, recipients, titleLines } = result;
  const details = { title_lines: titleLines, recipients, baseline: result.baseline };
  const tables = greenbookTables(result);
  return { what: "rows", findings, accounting, tables, details };
}

function takeCbj(files: readonly NamedFile[], { stage }: CbjOptions): Imported {
  const { result, findings } = importCbj(files, stage === undefined ? {} : { stage });
  const { accounting, checks, partners, baseline } = result;
  const details = { checks, partners, baseline };
  return { what: "cells", findings, accounting, tables: cbjTables(result), details };
}

async function finish(command: string, imported: Imported, options: ImportOptions): Promise<Reply> {
  const { findings, accounting, tables, details, what } = imported;
  const whole = !hasErrors(findings);
  const written = whole && options.out !== undefined ? await writeFolder(options.out, tables) : [];
  const all = [...findings, ...written];
  const names = [...tables.keys()].join(" and ");
  const place = !whole
    ? "The figures are not whole, so nothing was written. The errors say why.\n"
    : options.out === undefined
      ? `Nothing was written. --out DIR writes ${names}.\n`
      : `Wrote ${names} to ${options.out}.\n`;
  const counted = accounting.total.rows === 0 ? "" : `${describeAccounting(accounting, what)}\n`;
  return {
    command,
    ending: hasErrors(all) ? "findings" : "fine",
    findings: all,
    result: { accounting, ...details },
    text: `${counted}${written.length > 0 ? "" : place}`,
  };
}
