import { cents, showDollars } from "../base/money.ts";
import type { Cycle, LawBook } from "./book.ts";
import { checkCards } from "./checks/registry.ts";
import { type AuthorityDescription, describeAuthority } from "./describe.ts";
import { findInForce } from "./in-force.ts";
import { parameterNames, parameters } from "./parameters.ts";
import { feesSection, licensesSection } from "./reference-sales.ts";
import { sayMark } from "./second-readings.ts";

/** The law on the day of its edition, as Markdown for the reference docs. */
export function lawReference(law: LawBook): string {
  const { edition } = law.contents;
  const described = [...law.contents.authorities.keys()].flatMap(
    (code) => describeAuthority(law, code, edition.on) ?? [],
  );
  const duties = described.filter((each) => each.kind === "duty");
  const payers = described.filter((each) => each.kind !== "duty");
  return `${[
    ...["# The law", "", `Edition ${law.edition}. ${edition.scope}`, ""],
    ...["Covered:", "", ...edition.covers.map(bullet), ""],
    ...["Not covered:", "", ...edition.not_covered.map(bullet), ""],
    ...["Marks:", "", ...edition.marks.map(bullet), ""],
    ...["## Parameters", "", "| parameter | role | meaning |", "|---|---|---|"],
    ...parameterNames.map((name) =>
      rowOf([`\`${name}\``, parameters[name].role, parameters[name].meaning]),
    ),
    ...["", "## Checks", "", ...checksSection()],
    ...["", "## Accounts and authorities", ""],
    ...payers.flatMap(sectionOf),
    ...["## Duties", "", "They bind departments; nothing is paid under them.", ""],
    ...duties.flatMap(sectionOf),
    ...["## Bars", "", ...law.contents.bars.flatMap((bar) => barSection(bar))],
    ...["## Congressional notice", "", ...noticeSection(law)],
    ...["", "## Fees of sales", "", ...feesSection(law)],
    ...["", "## Licenses, agreements and exemptions", "", ...licensesSection(law)],
    ...["", "## Yearly cycle", ...law.contents.cycles.flatMap(cycleSection)],
  ].join("\n")}\n`;
}

function bullet(words: string): string {
  return `- ${words}`;
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

const severities = {
  blocks: "stops money",
  waits: "money waits",
  warns: "warns",
} as const;

function checksSection(): string[] {
  return [
    "Each is one file of `src/law/checks`. It names what it found in the plan and what the law expects, with the value's dates, citation and mark. Only a value marked checked stops money.",
    ...["", "| check | what must hold | reads of the plan | reads of the law | at most |"],
    "|---|---|---|---|---|",
    ...checkCards.map(({ name, sentence, reads, law, severity }) =>
      rowOf([`\`${name}\``, sentence, codes(reads), codes(law), severities[severity]]),
    ),
  ];
}

function codes(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}

function sectionOf(each: AuthorityDescription): string[] {
  const rows = each.parameters.map((parameter) =>
    rowOf([
      `\`${parameter.name}\``,
      parameter.value ?? "no rule",
      parameter.citation,
      sayMark(parameter.mark, parameter.reading),
      parameter.next === null ? "" : `${parameter.next.from}: ${parameter.next.value}`,
    ]),
  );
  const bars = each.bars.map((bar) => bar.code).join(", ");
  return [
    ...[`### ${each.code}: ${each.name}`, ""],
    `${each.summary} ${each.kind.replaceAll("_", " ")}; lead: ${each.lead}; executes: ${each.executes}.`,
    ...["", `Law: ${each.cites.join("; ")}. File: \`${each.file}\`.`, ""],
    ...(each.pays_for.length === 0 ? [] : [`Pays for: ${each.pays_for.join(", ")}.`, ""]),
    ...["| parameter | value | citation | mark | next |", "|---|---|---|---|---|", ...rows, ""],
    ...(bars === "" ? [] : [`Bars that may touch it: ${bars}.`, ""]),
    ...(each.claims.length === 0
      ? []
      : [`Stated by others, and no money of a plan: ${each.claims.map(sayClaim).join("; ")}.`, ""]),
    ...each.after_edition.map(
      (note) =>
        `After this edition, not applied: ${note.on === null ? "" : `${note.on}: `}${note.says} (${note.citation}; ${note.mark})\n`,
    ),
  ];
}

function sayClaim(claim: AuthorityDescription["claims"][number]): string {
  const amount = showDollars(cents(claim.dollars * 100));
  return `${amount}, ${claim.says.replace(/\.$/, "")} (${claim.citation}; ${claim.mark})`;
}

function barSection(bar: LawBook["contents"]["bars"][number]): string[] {
  const stops = bar.stops.map((stop) =>
    rowOf([
      stop.accounts.join(", "),
      `${stop.from ?? "…"} to ${stop.to ?? "open"}`,
      stop.cite,
      sayMark(stop.mark, stop.second_reading ?? bar.second_reading ?? null),
    ]),
  );
  const rows = (bar.determinations ?? []).map((row) =>
    rowOf([
      row.partner,
      `${row.from ?? "…"} to ${row.to ?? "open"}`,
      typeof row.waived === "string" ? row.waived : row.waived.join(", "),
      row.cite,
      sayMark(row.mark, row.second_reading ?? bar.second_reading ?? null),
    ]),
  );
  const head = `${bar.summary} ${bar.effect === "flags" ? "A flag: it asks for a look." : "A bar."}`;
  return [
    ...[`### ${bar.code}: ${bar.name}`, "", head, ""],
    `Trigger: ${bar.trigger} Waiver: ${bar.waiver} Law: ${bar.cites.join("; ")}.`,
    ...["", "| accounts | days | citation | mark |", "|---|---|---|---|", ...stops, ""],
    ...(rows.length === 0
      ? []
      : [
          ...["| partner | days | waived for | citation | mark |", "|---|---|---|---|---|"],
          ...rows,
          "",
        ]),
  ];
}

function noticeSection(law: LawBook): string[] {
  const on = law.contents.edition.on;
  const rows = [...law.contents.notices.values()].flatMap((notice) =>
    notice.rules.map((rule) => {
      const threshold = findInForce(rule.threshold, on);
      const wait = findInForce(rule.wait_days, on);
      const level =
        threshold === undefined
          ? "no rule"
          : `${rule.test === "at_least" ? "from" : "above"} ${showDollars(cents(threshold.value * 100))}`;
      return rowOf([
        notice.name,
        rule.category.replaceAll("_", " "),
        rule.group.replaceAll("_", " "),
        threshold === undefined ? level : `${level} (${threshold.mark})`,
        wait === undefined ? "no rule" : `${wait.value} days (${wait.mark})`,
      ]);
    }),
  );
  return ["| what | category | group | threshold | wait |", "|---|---|---|---|---|", ...rows];
}

function cycleSection({ name, summary, steps, file }: Cycle): string[] {
  return [
    ...["", `### ${name}`, "", `${summary} File: \`${file}\`.`, ""],
    ...["| step | who | from | to | citation | mark | seen |", "|---|---|---|---|---|---|---|"],
    ...steps.map((step) =>
      rowOf([
        step.name,
        step.who,
        sayDay(step.first),
        sayDay(step.last),
        step.cite,
        step.mark,
        (step.seen ?? [])
          .map((each) => `FY${each.fiscal_year}: ${each.says} (${each.cite}; ${each.mark})`)
          .join(" "),
      ]),
    ),
  ];
}

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

function sayDay({
  year,
  month,
  day,
  weekday = 1,
  nth = 1,
}: Cycle["steps"][number]["first"]): string {
  const of = year === 0 ? "N" : year < 0 ? `N−${-year}` : `N+${year}`;
  const two = (value: number) => String(value).padStart(2, "0");
  if (day !== undefined) return `${of}, ${two(month)}-${two(day)}`;
  return `${of}, ${weekdays[weekday - 1]} ${nth} of month ${two(month)}`;
}
