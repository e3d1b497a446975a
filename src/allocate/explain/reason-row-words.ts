import type { Item } from "../problem.ts";
import { points } from "./price-words.ts";
import type { ReasonRow } from "./reason-row.ts";

type Wordless = Omit<ReasonRow, "sentence">;

/** A row of the table of all initiatives in a sentence or three; what is proven says so. */
export function rowSentence(row: Wordless, { bar, initiative }: Item): string {
  switch (row.standing) {
    case "barred":
      return `Not funded. ${bar?.words ?? ""}`;
    case "pinned":
      return `Funded, since somebody decided so: ${sentenceOf(initiative.override_reason ?? "no reason was given")}`;
    case "must":
      return `Funded, and it must be: no allocation without it keeps every rule.${rulesOf(row)}`;
    case "cannot":
      return `Not funded, and it cannot be: no allocation with it keeps every rule.${rulesOf(row)}`;
    default:
      return [standingWords(row), lossWords(row), rulesOf(row).trim(), ...changeWords(row)]
        .filter((words) => words !== "")
        .join(" ");
  }
}

function sentenceOf(words: string): string {
  return /[.?!]$/.test(words) ? words : `${words}.`;
}

function standingWords({ funded, standing }: Wordless): string {
  const is = funded ? "Funded" : "Not funded";
  if (standing === "open") {
    return `${is}; within the proven gap, a plan ${funded ? "without" : "with"} it may be worth as much.`;
  }
  return `${is}, proven: every plan ${funded ? "without" : "with"} it is worth less.`;
}

function lossWords({ funded, loss }: Wordless): string {
  const doing = funded ? "Leaving it out" : "Funding it";
  if (loss.found !== null && loss.most - loss.least < 1e-5) {
    return `${doing} costs ${points(loss.found)}.`;
  }
  const priced = `At the plan's prices, ${doing.toLowerCase()} costs ${points(loss.priced)}`;
  if (Number.isFinite(loss.most)) {
    return `${priced} (proven to lie between ${points(loss.least)} and ${points(loss.most)}).`;
  }
  return loss.least > 0 ? `${priced} (proven: at least ${points(loss.least)}).` : `${priced}.`;
}

function rulesOf({ because, funded }: Wordless): string {
  const names = [
    ...new Set(because.map(({ kind, name }) => (kind === "account" ? name : `“${name}”`))),
  ];
  if (names.length === 0) return "";
  return ` ${funded ? "What bears on it" : "In its way"}: ${names.join(", ")}.`;
}

function changeWords({ funded, change, solved }: Wordless): string[] {
  if (change === null) return [];
  return funded ? riseWords(change) : cutWords(change, solved);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

function cutWords(
  { found, limit, proven }: NonNullable<Wordless["change"]>,
  solved: boolean,
): string[] {
  const least = limit === null ? 0 : 1 - limit;
  const words: string[] = [];
  if (found !== null) {
    const sure = proven ? "solved again, proven" : "solved again";
    words.push(`It would be funded for ${percent(1 - found)} less (${sure}).`);
  } else if (least >= 1) words.push("No cut of its cost would fund it (proven).");
  else if (solved) words.push("No cut of its cost that was tried funds it.");
  if (least >= 0.001 && least < 1) words.push(`A cut below ${percent(least)} is proven too small.`);
  return words;
}

/** No reader asks about a rise in cost beyond this factor. */
const farRise = 3;

function riseWords({ found, limit, proven }: NonNullable<Wordless["change"]>): string[] {
  const words: string[] = [];
  if (found !== null) {
    const sure = proven ? "solved again, proven" : "solved again";
    // The factor was tried, not searched for: a smaller rise may do.
    words.push(`At ${percent(found - 1)} more it is gone (${sure}).`);
  }
  if (limit !== null && limit <= farRise && !(proven && found !== null)) {
    words.push(`At more than ${percent(limit - 1)} above its cost it is proven to go.`);
  }
  return words;
}
