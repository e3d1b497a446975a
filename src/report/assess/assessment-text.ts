import { showDollars } from "../../base/money.ts";
import { type TextColumn, textTable, wrap } from "../text-layout.ts";
import { count, showMillions, showPercent } from "../words.ts";
import {
  type AssessedGroup,
  type AssessedRow,
  type AssessmentReport,
  partTitles,
} from "./assessment.ts";
import type { MixRow } from "./balance.ts";
import type { CoverageSum } from "./coverage.ts";
import type { LeverageReport } from "./leverage.ts";

/** How much is shown where not everything is asked for. */
const few = { rows: 3, partners: 5, register: 8, leverage: 3 } as const;

/** How an assessment is shown. */
export interface AssessmentTextOptions {
  readonly width: number;
  /** Everything, in full. */
  readonly all: boolean;
}

/** An assessment for a terminal. */
export function assessmentText(report: AssessmentReport, options: AssessmentTextOptions): string {
  const about = report.partner === null ? "" : ` of ${report.partner}`;
  const title = `ASSESSMENT${about} on ${report.on}`;
  const { width } = options;
  const sections = [
    [
      title,
      "=".repeat(title.length),
      ...report.sentences.flatMap((sentence) => wrap(sentence, width)),
    ],
    ...Object.entries(partTitles).flatMap(([part, name]) => {
      const groups = report.groups.filter((group) => group.part === part);
      return [
        groups.length === 0
          ? []
          : [name.toUpperCase(), ...groups.flatMap((group) => groupLines(group, options))],
      ];
    }),
    balanceLines(report, options),
    coverageLines(report, width),
    registerLines(report, options),
    ...leverageSections(report, options),
    pastLines(report, width),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** The assessment in a briefing for a terminal: what there is, without the lists. */
export function assessmentLines(report: AssessmentReport, width: number): readonly string[] {
  const open = report.groups.filter((group) => group.open.length > 0);
  return [
    `ASSESSMENT on ${report.on}`,
    ...report.sentences.slice(0, 1).flatMap((sentence) => wrap(sentence, width)),
    ...open.flatMap((group) => headOf(group, width)),
  ];
}

function headOf(group: AssessedGroup, width: number): readonly string[] {
  const sign = group.severity === "note" ? "·" : "!";
  const settled = group.settled.length > 0 ? `, ${group.settled.length} settled` : "";
  const number = `${count(group.open.length, "open", "open")}${settled}; ${showDollars(group.amount)}`;
  return wrap(`${sign} ${group.meaning} \`${group.code}\`: ${number}.`, width, "  ");
}

function groupLines(group: AssessedGroup, { width, all }: AssessmentTextOptions): string[] {
  const shown = all ? group.open : group.open.slice(0, few.rows);
  const more = group.open.length - shown.length;
  return [
    ...headOf(group, width),
    ...shown.flatMap((row) => rowLines(row, width, all)),
    ...(more > 0 ? [`    and ${more} more (--all lists them)`] : []),
    ...(all ? group.settled : group.settled.slice(0, few.rows)).flatMap((row) =>
      settledLines(row, width),
    ),
  ];
}

function rowLines(row: AssessedRow, width: number, all: boolean): string[] {
  const lead = row.standing === "reopened" ? "↺" : "-";
  const lines = [`${row.title}: ${row.found}.`];
  if (row.verdict !== null) lines.push(row.verdict);
  if (all) {
    lines.push(`Expected ${row.expected}. ${row.help} Name: \`${row.code}/${row.subject}\`.`);
  }
  return lines.flatMap((line, index) =>
    wrap(line, width - 4).map((text, at) =>
      index + at === 0 ? `  ${lead} ${text}` : `    ${text}`,
    ),
  );
}

function settledLines(row: AssessedRow, width: number): string[] {
  return wrap(`✓ ${row.title} (${row.subject}): ${row.verdict ?? ""}`, width - 4).map((text, at) =>
    at === 0 ? `  ${text}` : `    ${text}`,
  );
}

const right = (name: string): TextColumn => ({ name, side: "right" });
const left = (name: string, most: number): TextColumn => ({ name, side: "left", most });

function balanceLines(
  { balance }: AssessmentReport,
  { width, all }: AssessmentTextOptions,
): string[] {
  const partners = all ? balance.partners : balance.partners.slice(0, few.partners);
  const rows = [
    balance.proposed,
    ...(balance.allocated === null ? [] : [balance.allocated]),
    ...partners,
  ].filter((row) => row.amount > 0);
  if (rows.length === 0) return [];
  const share = (ratio: number | null) => (ratio === null ? "" : showPercent(ratio, 0));
  const cells = (row: MixRow) => [
    row.label,
    showMillions(row.amount),
    ...[row.tactical, row.operational, row.institutional].map(share),
    ...[row.governance, row.posture, row.want].map(share),
  ];
  const columns = ["$ million", "tactical", "operat.", "institut.", "govern.", "posture", "want"];
  return [
    "SHARES of the money: level of work; governance and law; our own posture; asked for, not needed",
    ...textTable([left("", Math.max(14, width - 70)), ...columns.map(right)], rows.map(cells)),
    ...(balance.asked.length === 0
      ? []
      : wrap(`The plan itself asks: ${balance.asked.join("; ")}.`, width, "  ")),
  ];
}

/** Short headings of the departments, so that the table fits. */
const shortDepartments: Readonly<Record<string, string>> = {
  "Coast Guard": "CoastG",
  "Homeland Security": "Homel.",
};

function coverageLines({ coverage }: AssessmentReport, width: number): string[] {
  const { departments, rows } = coverage;
  if (rows.length === 0) return [];
  const solved = rows.some((row) => row.cells.some((cell) => cell.allocated !== null));
  const cell = (one: CoverageSum) => {
    if (one.initiatives === 0) return one.missing > 0 ? "none!" : "";
    return `${showMillions(one.allocated ?? one.proposed)}${one.missing > 0 ? "!" : ""}`;
  };
  return [
    `DOMAINS by department, $ million ${solved ? "allocated" : "asked at most"}; ! = its trade, and missing for some partners`,
    ...textTable(
      [
        left("", Math.max(12, width - 12 * departments.length)),
        ...departments.map((name) => right(shortDepartments[name] ?? name.slice(0, 8))),
        right("donors"),
      ],
      rows.map((row) => [
        row.label,
        ...row.cells.map(cell),
        row.donors === 0 ? "" : String(row.donors),
      ]),
    ),
  ];
}

function registerLines({ register }: AssessmentReport, { width, all }: AssessmentTextOptions) {
  const shown = all ? register : register.slice(0, few.register);
  if (shown.length === 0) return [];
  const more = register.length - shown.length;
  return [
    "IF IT FAILS: the assumptions, and what falls with them (--assumption ID solves without one)",
    ...shown.flatMap((row) => {
      const head = `${row.id} (${row.status}; ${row.owner}; review ${row.review}): `;
      return wrap(`${head}${row.falls} would fall.`, width - 2, "    ").map((line) => `  ${line}`);
    }),
    ...(more > 0 ? [`  and ${more} more (--all lists them)`] : []),
  ];
}

function leverageSections(
  { leverage }: AssessmentReport,
  { width, all }: AssessmentTextOptions,
): (readonly string[])[] {
  const shown = all ? leverage : leverage.slice(0, few.leverage);
  const more = leverage.length - shown.length;
  return [
    ...shown.map((one) => leverageLines(one, width)),
    ...(more > 0 ? [[`Leverage with ${more} more partners (--all, or --partner).`]] : []),
  ];
}

/** Leverage with one partner for a terminal: both sides, part by part. */
export function leverageLines(one: LeverageReport, width: number): readonly string[] {
  const side = (title: string, rows: LeverageReport["ours"]) => [
    `  ${title}`,
    ...(rows.length === 0
      ? ["    nothing recorded"]
      : rows.flatMap((row) => {
          const figure = row.figure === "" ? "" : ` ${row.figure}.`;
          const made = row.illustrative ? " (illustrative)" : "";
          return wrap(`${row.part}:${figure} ${row.statement}${made}`, width - 4, "  ").map(
            (line) => `    ${line}`,
          );
        })),
  ];
  return [
    `LEVERAGE, both ways, with ${one.label} (${one.conditions} set)`,
    ...side("What the United States holds", one.ours),
    ...side("What it would take to turn elsewhere", one.way_out),
    ...side("What the partner holds", one.theirs),
    ...(one.unknown.length === 0
      ? []
      : wrap(`Not recorded: ${one.unknown.join("; ")}.`, width - 2, "  ").map((l) => `  ${l}`)),
  ];
}

function pastLines({ past }: AssessmentReport, width: number): string[] {
  if (past.length === 0) return [];
  return [
    "VERDICTS on what no longer arises",
    ...past.flatMap((line) => wrap(`- ${line}`, width, "  ")),
  ];
}
