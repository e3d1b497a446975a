import type { Feasibility, FeasibilityPart, PartReading } from "../../assess/feasibility.ts";
import { type TextColumn, textTable, wrap } from "../text-layout.ts";
import { count } from "../words.ts";

/** The parts of feasibility, as headings say them. */
export const feasibilityTitles: Readonly<Record<FeasibilityPart, string>> = {
  money: "money",
  preconditions: "preconditions",
  people: "trained people",
  lead_time: "lead time",
  sustainment: "sustainment",
  institution: "institution",
};

/** Short headings of the parts, so that the table fits a terminal. */
const shortTitles = ["money", "precond.", "people", "lead", "sustain.", "institu."];

/** How a part stands, as a cell says it. */
export const standingWords: Readonly<Record<PartReading["standing"], string>> = {
  clear: "clear",
  strained: "strained",
  unknown: "unknown",
  not_needed: "–",
};

const ranks = { high: 0, medium: 1, unknown: 2, low: 3 } as const;

/** Feasibility with the riskiest first; of one risk, with the fewest clear parts first. */
export function sortByRisk<F extends Pick<Feasibility, "risk" | "clear" | "known" | "initiative">>(
  all: readonly F[],
): readonly F[] {
  return [...all].sort(
    (a, b) =>
      ranks[a.risk] - ranks[b.risk] ||
      a.clear / Math.max(1, a.known) - b.clear / Math.max(1, b.known) ||
      (a.initiative < b.initiative ? -1 : 1),
  );
}

/** Feasibility by its parts, for a terminal: the riskiest rows, or with `all` every row and its sentences. */
export function feasibilityText(
  all: readonly Feasibility[],
  options: { readonly width: number; readonly all: boolean },
): string {
  if (all.length === 0) return "";
  const number = (risk: Feasibility["risk"]) => all.filter((one) => one.risk === risk).length;
  const head = `FEASIBILITY of ${count(all.length, "initiative")}: risk high ${number("high")}, medium ${number("medium")}, low ${number("low")}, unknown ${number("unknown")}. High: two parts or more are strained; a part of which the plan says nothing is not scored.`;
  const sorted = sortByRisk(all).filter(({ risk }) => options.all || risk !== "low");
  const shown = options.all ? sorted : sorted.slice(0, most);
  const left = (name: string, width: number): TextColumn => ({ name, side: "left", most: width });
  const columns = [
    left("initiative", 18),
    left("risk", 7),
    left("clear", 6),
    ...shortTitles.map((title) => left(title, 8)),
  ];
  const rows = shown.map(({ initiative, risk, clear, known, parts }) => [
    ...[initiative, risk, `${clear}/${known}`],
    ...parts.map(({ standing }) => standingWords[standing]),
  ]);
  const sentences = options.all
    ? shown.flatMap(({ initiative, parts }) => [
        initiative,
        ...parts
          .filter(({ standing }) => standing === "strained")
          .flatMap(({ part, says }) =>
            wrap(`- ${feasibilityTitles[part]}: ${says}`, options.width - 2, "  ").map(
              (line) => `  ${line}`,
            ),
          ),
      ])
    : [];
  const more = sorted.length - shown.length;
  return [
    "",
    ...wrap(head, options.width),
    ...(rows.length === 0 ? [] : textTable(columns, rows)),
    ...(more > 0 ? [`  and ${more} more (--all lists them)`] : []),
    ...sentences,
    "",
  ].join("\n");
}

/** Rows that are shown where not everything is asked for. */
const most = 8;
