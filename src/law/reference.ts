import { cents, showDollars } from "../base/money.ts";
import type { LawBook } from "./book.ts";
import { type AuthorityDescription, describeAuthority } from "./describe.ts";
import { findInForce } from "./in-force.ts";
import { parameterNames, parameters } from "./parameters.ts";

/** The law on the day of its edition, as Markdown for the reference docs. */
export function lawReference(law: LawBook): string {
  const { edition } = law.contents;
  const described = [...law.contents.authorities.keys()].flatMap(
    (code) => describeAuthority(law, code, edition.on) ?? [],
  );
  return `${[
    ...["# The law", "", `Edition ${law.edition}. ${edition.scope}`, ""],
    ...["Covered:", "", ...edition.covers.map(bullet), ""],
    ...["Not covered:", "", ...edition.not_covered.map(bullet), ""],
    ...["Marks:", "", ...edition.marks.map(bullet), ""],
    ...["## Parameters", "", "| parameter | role | meaning |", "|---|---|---|"],
    ...parameterNames.map((name) =>
      rowOf([`\`${name}\``, parameters[name].role, parameters[name].meaning]),
    ),
    ...["", "## Accounts and authorities", ""],
    ...described.flatMap(sectionOf),
    ...["## Bars", "", ...law.contents.bars.flatMap((bar) => barSection(bar))],
    ...["## Congressional notice", "", ...noticeSection(law)],
  ].join("\n")}\n`;
}

function bullet(words: string): string {
  return `- ${words}`;
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

function sectionOf(each: AuthorityDescription): string[] {
  const rows = each.parameters.map((parameter) =>
    rowOf([
      `\`${parameter.name}\``,
      parameter.value ?? "no rule",
      parameter.citation,
      parameter.mark,
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
    ...each.after_edition.map(
      (note) =>
        `After this edition, not applied: ${note.on === null ? "" : `${note.on}: `}${note.says} (${note.citation}; ${note.mark})\n`,
    ),
  ];
}

function barSection(bar: LawBook["contents"]["bars"][number]): string[] {
  const stops = bar.stops.map((stop) =>
    rowOf([
      stop.accounts.join(", "),
      `${stop.from ?? "…"} to ${stop.to ?? "open"}`,
      stop.cite,
      stop.mark,
    ]),
  );
  const rows = (bar.determinations ?? []).map((row) =>
    rowOf([
      row.partner,
      `${row.from ?? "…"} to ${row.to ?? "open"}`,
      typeof row.waived === "string" ? row.waived : row.waived.join(", "),
      row.cite,
      row.mark,
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
