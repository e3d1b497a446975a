import {
  coreShare,
  isCore,
  type ProposalShare,
  type SweepSummary,
} from "../../allocate/explore/sweep-summary.ts";
import { compareText } from "../../base/findings.ts";
import { cents, showDollars } from "../../base/money.ts";
import { count, showPercent, showPoints } from "../words.ts";

/** Ranges of one family that are alike. */
export interface RangeRow {
  readonly family: string;
  readonly number: number;
  readonly words: string;
}

/** A sweep as a reader meets it. */
export interface SweepReport {
  readonly summary: SweepSummary;
  /** The answer in a few sentences. */
  readonly sentences: readonly string[];
  readonly core: number;
  readonly never: number;
  readonly changing: number;
  /** Those whose place hangs most on the world, the most often funded first. */
  readonly shown: readonly ProposalShare[];
  /** In the plan, and funded in fewer than half of the worlds; the rarest first. */
  readonly weak: readonly ProposalShare[];
  /** Not in the plan, and funded in most worlds; the most frequent first. */
  readonly missed: readonly ProposalShare[];
  readonly ranges: readonly RangeRow[];
}

/** How many proposals the picture shows. */
const shownProposals = 40;

/** What a sweep says, in words and rows. */
export function reportSweep(summary: SweepSummary): SweepReport {
  const { proposals } = summary;
  const core = proposals.filter(isCore).length;
  const never = proposals.filter(({ funded }) => funded === 0).length;
  const changing = proposals.filter((one) => !isCore(one) && one.funded > 0);
  const surprise = ({ in_plan, share }: ProposalShare) => (in_plan ? 1 - share : share);
  const place = new Map(proposals.map((one, index) => [one, index]));
  const placeOf = (one: ProposalShare) => place.get(one) ?? 0;
  const shown = [...changing]
    .sort((a, b) => surprise(b) - surprise(a) || compareText(a.initiative, b.initiative))
    .slice(0, shownProposals)
    .sort((a, b) => placeOf(a) - placeOf(b));
  const weak = proposals.filter(({ in_plan, share }) => in_plan && share < 0.5).reverse();
  const missed = proposals.filter(({ in_plan, share }) => !in_plan && share > 0.5);
  const parts = { core, never, changing: changing.length, weak, missed };
  return {
    summary,
    sentences: sentencesOf(summary, parts),
    ...parts,
    shown,
    ranges: listRanges(summary),
  };
}

type Parts = Pick<SweepReport, "core" | "never" | "changing" | "weak" | "missed">;

function sentencesOf(summary: SweepSummary, parts: Parts): string[] {
  const { worlds, kept_worlds: kept, what_ifs, seed, best_value, kept_value } = summary;
  const drawn = `${count(what_ifs, "other world")} (seed ${seed})`;
  if (worlds.planned === 0) return [`In none of ${drawn} was a lawful plan found.`];
  const range = (spread: typeof best_value) =>
    `${showPoints(spread.tenth)} to ${showPoints(spread.ninetieth)}`;
  const values =
    `Planned anew in each of ${drawn}, the plan is worth ${range(best_value)} points in eight of ten of them, ` +
    `with ${showPoints(best_value.median)} in the middle; as planned it is worth ${showPoints(summary.planned_value)}.`;
  return [
    values,
    ...lawlessSentences(worlds),
    ...gapSentences(summary),
    coreSentence(summary, parts),
    ...(kept.lawful + kept.unlawful === 0
      ? []
      : [
          `With its own choices kept as far as money and rules allow, the plan is worth ${range(kept_value)} points ` +
            `in eight of ten worlds.${shortWords(summary)}${keptWords(summary)}`,
        ]),
  ];
}

/** In how many worlds there is no plan, proven or as far as the search went. */
function lawlessSentences({ infeasible, nothing_found: open }: SweepSummary["worlds"]): string[] {
  const within = "was found within the steps";
  if (infeasible === 0) {
    return open === 0 ? [] : [`In ${count(open, "world")} no lawful plan ${within}.`];
  }
  const more = open === 0 ? "" : `; in ${open} more none ${within}`;
  return [`In ${count(infeasible, "world")} no allocation keeps every rule${more}.`];
}

/** A gap up to this is as good as none for a reader. */
const fineGap = 0.001;

/** How near the plans of the worlds are to the best; nothing where all are as good as best. */
function gapSentences({ gap }: SweepSummary): string[] {
  if (gap.most <= fineGap) return [];
  return [
    `Half of these plans are within ${showPercent(gap.median, 2)} of the best possible in their world, the least sure ` +
      `within ${showPercent(gap.most, 2)}: which of many small programs that are alike stand in them is partly chance.`,
  ];
}

function coreSentence({ proposals }: SweepSummary, parts: Parts): string {
  const { core, never, changing, weak, missed } = parts;
  const inPlan = proposals.filter(({ in_plan }) => in_plan).length;
  const others = proposals.length - inPlan;
  const parted = [
    ...(weak.length === 0
      ? []
      : [
          `${weak.length} of the ${inPlan} in the plan are funded in fewer than half of the worlds`,
        ]),
    ...(missed.length === 0
      ? []
      : [`${missed.length} of the ${others} not in the plan are funded in more than half`]),
  ];
  const surprises = parted.length === 0 ? "" : ` ${parted.join("; ")}.`;
  return (
    `Of ${count(proposals.length, "initiative")} that can be funded, ${core} ${core === 1 ? "is" : "are"} funded in at least ` +
    `${showPercent(coreShare, 0)} of the worlds (the core), ${never} in none, ${changing} in some.${surprises}`
  );
}

function shortWords({ short }: SweepSummary): string {
  if (short.ninetieth === 0) return " In nine of ten worlds all its choices can be paid.";
  const most = showDollars(cents(Math.round(short.ninetieth)));
  const median = showDollars(cents(Math.round(short.median)));
  return short.median === 0
    ? ` In half of the worlds all its choices can be paid; in one of ten, ${most} or more is short.`
    : ` In half of the worlds it is ${median} or more short of what its choices cost; in one of ten, ${most} or more.`;
}

function keptWords({ kept_worlds: { unlawful } }: SweepSummary): string {
  if (unlawful === 0) return "";
  return ` In ${count(unlawful, "world")} its choices cannot keep every rule: floors, shares or yearly changes give way.`;
}

function listRanges({ ranges }: SweepSummary): RangeRow[] {
  const groups = Map.groupBy(ranges, ({ name, from, to, none }) => {
    const family = name.split(":").slice(0, -1).join(":");
    return JSON.stringify([name.endsWith(":all") || family === "" ? name : family, from, to, none]);
  });
  return [...groups].map(([key, group]): RangeRow => {
    const [family, from, to, none] = JSON.parse(key) as [string, number, number, number];
    const span = from === 1 && to === 1 ? [] : [`${showPercent(from, 0)} to ${showPercent(to, 0)}`];
    const word = family === "assumption" ? "fails" : "dropped";
    const chance = none === 0 ? [] : [`${word} in ${showPercent(none, 0)} of the worlds`];
    return { family, number: group.length, words: [...span, ...chance].join("; ") };
  });
}
