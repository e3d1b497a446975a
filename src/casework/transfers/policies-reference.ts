import type { Dated } from "../../law/book.ts";
import { sayMarkOf } from "../../law/second-readings.ts";
import type { Casebook } from "../casebook.ts";
import { answerWords } from "./checklist.ts";
import type { ArmsPolicy, Policies, TransferTerms, VettingLaw } from "./policies.ts";

/** The arms transfer policy, the terms of transfers and the vetting laws, as Markdown for the reference docs. */
export function policiesReference({ policies }: Casebook): string {
  return `${[
    ...["# Policies of casework", ""],
    "Each is a file of `law/policies/`. A transfer is judged by the version of the policy in force on the day of its decision; until it is decided, by the one in force on the day of reading.",
    "",
    `Offices answer each criterion \`${answerWords.join("`, `")}\`. To a criterion that bars, \`adverse\` says that it bars the transfer.`,
    "",
    ...policies.arms.flatMap((policy) => policySection(policy)),
    ...changesSection(policies),
    ...(policies.terms === undefined ? [] : termsSection(policies.terms)),
    ...policies.vetting.flatMap(lawSection),
  ].join("\n")}`;
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.trim().replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
}

function span({ from, to }: { readonly from: string | null; readonly to: string | null }): string {
  if (from === null) return to === null ? "always" : `until ${to}`;
  return to === null ? `from ${from}` : `${from} to ${to}`;
}

function policySection(policy: ArmsPolicy): string[] {
  const { code, name, summary, cites, criteria, notes, replaces, file } = policy;
  return [
    ...[
      `## ${code}`,
      "",
      `**${name}**, ${span(policy)}. Replaces ${replaces}. ${summary.trim()}`,
      "",
    ],
    ...[`Sources: ${cites.join("; ")}. File: \`${file}\`.`, ""],
    ...["| criterion | kind | what is asked | source |", "|---|---|---|---|"],
    ...criteria.map(({ code: name, kind, asks, stricter_than, cite, mark }) =>
      rowOf([
        `\`${name}\``,
        kind,
        stricter_than === undefined ? asks : `${asks.trim()} Stricter than \`${stricter_than}\`.`,
        `${cite} (${mark})`,
      ]),
    ),
    "",
    ...notes.map(({ on, says, cite, mark }) => `- ${on}: ${says} ${cite} (${mark}).`),
    ...(notes.length === 0 ? [] : [""]),
  ];
}

/** What each version asks that the one before does not, and the other way. */
function changesSection({ arms }: Policies): string[] {
  return arms.slice(1).flatMap((policy, index) => {
    const before = arms[index];
    if (before === undefined) return [];
    const codes = (of: ArmsPolicy) => of.criteria.map((each) => each.code);
    const list = (of: ArmsPolicy, other: ArmsPolicy) =>
      codes(of)
        .filter((code) => !codes(other).includes(code))
        .map((code) => `\`${code}\``)
        .join(", ");
    return [
      ...[`### From ${before.code} to ${policy.code}`, ""],
      ...[`Asked anew: ${list(policy, before)}. No longer asked: ${list(before, policy)}.`, ""],
    ];
  });
}

function termsSection({ second_reading: whole, ...terms }: TransferTerms): string[] {
  return [
    ...["## Terms of transfers", "", "File: `law/policies/transfer-terms.yaml`.", ""],
    ...["| term | days | value | what it says | source |", "|---|---|---|---|---|"],
    ...Object.entries(terms).flatMap(([name, values]) =>
      (values as readonly Dated<unknown>[]).map((each) =>
        rowOf([
          `\`${name}\``,
          span(each),
          sayValue(each.value),
          each.says,
          `${each.cite} (${sayMarkOf(each, whole)})`,
        ]),
      ),
    ),
    "",
  ];
}

function sayValue(value: unknown): string {
  if (value === null) return "none";
  if (Array.isArray(value)) return value.join(", ");
  if (typeof value !== "object") return value === true ? "yes" : String(value);
  return Object.entries(value)
    .map(([name, each]) => `${name} ${sayValue(each)}`)
    .join("; ");
}

function lawSection(law: VettingLaw): string[] {
  const { code, name, decides, binds, process, least_standard, second_reading: whole } = law;
  return [
    ...[`## ${code}`, "", `**${name}.** ${binds} The ${decides} decides.`, ""],
    `Process: [\`${process}\`](processes.md#${process}). Accounts: the bar \`${code}\` in [the authority catalogue](law.md). Evidence counts from the standard \`${least_standard}\` on.`,
    ...["", "| rule | days | what it says | source |", "|---|---|---|---|"],
    ...law.test.map((each) =>
      rowOf(["test", span(each), each.value ?? "none", `${each.cite} (${sayMarkOf(each, whole)})`]),
    ),
    ...law.exceptions.map((each) =>
      rowOf([
        `exception: ${each.name.toLowerCase()}`,
        "always",
        each.report_days === null
          ? each.says
          : `${each.says.trim()} Reported within ${each.report_days} days.`,
        `${each.cite} (${sayMarkOf(each, whole)})`,
      ]),
    ),
    ...law.unknown_unit.map((each) =>
      rowOf(["unit not known", span(each), each.says, `${each.cite} (${sayMarkOf(each, whole)})`]),
    ),
    rowOf([
      "units above and below",
      "always",
      law.sub_units.says,
      `${law.sub_units.cite} (${law.sub_units.mark})`,
    ]),
    "",
  ];
}
