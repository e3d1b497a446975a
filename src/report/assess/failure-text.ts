import type { Change } from "../compare.ts";
import { textTable, wrap } from "../text-layout.ts";
import { showMillionsChange } from "../words.ts";
import type { AssumptionFailure } from "./failure.ts";

/** How many of those who lose or gain are named. */
const named = 8;

/** What comes of an assumption that fails, for a terminal.   `all`: everybody who loses or gains. */
export function failureText(failure: AssumptionFailure, width: number, all: boolean): string {
  const { assumption, fall } = failure;
  const partners = [...(failure.partners?.changes ?? [])].reverse();
  const title = `IF ${assumption.id} FAILS`;
  const sections = [
    [
      title,
      "=".repeat(title.length),
      ...failure.sentences.flatMap((sentence) => wrap(sentence, width)),
      ...wrap(
        `Owner: ${assumption.owner}. Test: ${assumption.test.replace(/\.$/, "")}. Review: ${assumption.review_on ?? "no day"}. Status: ${assumption.status}.`,
        width,
      ),
    ],
    listLines(
      "INITIATIVES that fall",
      fall.initiatives.map(
        (one) => `${one.id}${one.how === "requires" ? ` (requires ${one.through ?? ""})` : ""}`,
      ),
      width,
      all,
    ),
    listLines("MONEY that goes", fall.resources, width, all),
    listLines("DIRECTIVES and limits that go", [...fall.directives, ...fall.limits], width, all),
    partnerLines(
      "WHO LOSES, by partner, $ million over all years",
      partners.filter(loses),
      width,
      all,
    ),
    partnerLines("WHO GAINS, by partner", partners.filter(gains).reverse(), width, all),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function listLines(title: string, ids: readonly string[], width: number, all: boolean): string[] {
  if (ids.length === 0) return [];
  const shown = all ? ids : ids.slice(0, 4 * named);
  const more = ids.length - shown.length;
  const rest = more === 0 ? "" : `, and ${more} more (--all lists them)`;
  return [
    `${title}: ${ids.length}`,
    ...wrap(`${shown.join(", ")}${rest}`, width - 2).map((line) => `  ${line}`),
  ];
}

const loses = (change: Change) => change.difference < 0;
const gains = (change: Change) => change.difference > 0;

function partnerLines(
  title: string,
  rows: readonly Change[],
  width: number,
  all: boolean,
): readonly string[] {
  if (rows.length === 0) return [];
  const shown = all ? rows : rows.slice(0, named);
  const more = rows.length - shown.length;
  return [
    title,
    ...textTable(
      [
        { name: "", side: "left", most: width - 16 },
        { name: "", side: "right" },
      ],
      shown.map((one) => [one.label, showMillionsChange(one.difference)]),
    ),
    ...(more === 0 ? [] : [`  and ${more} more (--all lists them)`]),
  ];
}
