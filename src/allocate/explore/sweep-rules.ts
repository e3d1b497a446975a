import { type BoxRule, boxDefaults, findBoxes } from "./box-rules.ts";
import type { Count } from "./box-rules-chance.ts";
import type { KeptPlan, SweepQuestion, SweepRow, SweepSession } from "./sweep-run.ts";
import { drawWhatIf } from "./what-if.ts";
import { conditionWords } from "./what-if-words.ts";

/** A plain rule for when a plan fails, or, where it mostly fails, for when it does not. */
export interface FailureRule extends BoxRule {
  readonly sentence: string;
}

/** A way in which the plan fails, and under which conditions it does. */
export interface Failure {
  /** What fails in the very same worlds: `value`, `rules`, `law`, or goals by id. */
  readonly about: readonly string[];
  readonly words: string;
  /** Of how many worlds, and in how many of them. */
  readonly worlds: number;
  readonly fails: number;
  /** Whether the rules say when it fails, or when it does not. */
  readonly rules_say: "fails" | "holds";
  readonly rules: readonly FailureRule[];
}

/** How the plan fails, and in how many worlds each goal does. */
export interface Failures {
  readonly found: readonly Failure[];
  readonly goals: readonly number[];
}

/** Something that may fail, in each world. */
interface Outcome {
  readonly about: string;
  readonly name: string;
  readonly fails: readonly boolean[];
}

/** Fewer failures, or fewer worlds without, are no ground for a rule. */
const fewest = 5;

/**
 * The conditions under which the plan fails, when its choices are kept.
 *
 * `planned`: by goal, what the plan reaches as planned. Worlds in which the search found nothing within its steps
 * say nothing, and are left out.
 */
export function findFailures(
  session: SweepSession,
  question: SweepQuestion,
  rows: readonly SweepRow[],
  planned: readonly number[],
): Failures {
  const known = rows.filter(
    ({ best, kept }) => best !== "nothing_found" && kept !== "nothing_found",
  );
  const outcomes = listOutcomes(session, question, known, planned);
  const failing = outcomes.filter(({ fails }) => fails.includes(true));
  const alike = [...Map.groupBy(failing, ({ fails }) => fails.map(Number).join("")).values()];
  const columns = columnsOf(question, known);
  const found = alike.map((group) =>
    explainFailure(session, question, group, columns, alike.length),
  );
  const goals = outcomes.filter(({ about }) => about.startsWith("goal:"));
  return { found, goals: goals.map(({ fails }) => fails.filter(Boolean).length) };
}

function listOutcomes(
  { goals, allocation }: SweepSession,
  { fails_below }: SweepQuestion,
  rows: readonly SweepRow[],
  planned: readonly number[],
): Outcome[] {
  const below = (reached: number, plan: number) => reached < fails_below * plan - 1e-9;
  const failing = (fails: (kept: KeptPlan) => boolean) =>
    rows.map(({ kept }) => typeof kept !== "string" && fails(kept));
  return [
    { about: "law", name: "law", fails: rows.map(({ best }) => best === "infeasible") },
    { about: "rules", name: "rules", fails: failing(({ keeps_rules }) => !keeps_rules) },
    {
      about: "value",
      name: `${percent(fails_below)} of its value`,
      fails: failing(({ value }) => below(value, allocation.value)),
    },
    ...goals.map(({ id, name }, place) => ({
      about: `goal:${id}`,
      name: `“${name}”`,
      fails: failing((kept) => below(kept.goals[place] ?? 0, planned[place] ?? 0)),
    })),
  ];
}

function columnsOf({ ranges, seed }: SweepQuestion, rows: readonly SweepRow[]) {
  const worlds = rows.map(({ index }) => drawWhatIf(ranges, seed, index));
  return ranges.map(({ name }) => ({
    name,
    values: Float64Array.from(worlds, ({ factors }) => factors[name] ?? 1),
  }));
}

function explainFailure(
  session: SweepSession,
  { ranges }: SweepQuestion,
  group: readonly Outcome[],
  columns: ReturnType<typeof columnsOf>,
  questions: number,
): Failure {
  const fails = group[0]?.fails ?? [];
  const failing = fails.filter(Boolean).length;
  const mostly = failing > fails.length / 2;
  const few = Math.min(failing, fails.length - failing) < fewest;
  const hits = mostly ? fails.map((one) => !one) : fails;
  const options = { ...boxDefaults, chance: boxDefaults.chance / Math.max(1, questions) };
  const boxes = few ? [] : findBoxes(columns, hits, options);
  const words = subjectWords(group, mostly);
  const byName = new Map(session.ground.factors.map((factor) => [factor.name, factor]));
  const rangeOf = new Map(ranges.map((range) => [range.name, range]));
  const rules = boxes.map((rule): FailureRule => {
    const conditions = rule.conditions.map(({ column, from, to }) => {
      const [factor, range] = [byName.get(column), rangeOf.get(column)];
      return factor && range ? conditionWords(factor, range, { from, to }) : column;
    });
    return { ...rule, sentence: ruleSentence(words, conditions, rule) };
  });
  return {
    about: group.map(({ about }) => about.replace("goal:", "")),
    words: subjectWords(group, false),
    worlds: fails.length,
    fails: failing,
    rules_say: mostly ? "holds" : "fails",
    rules,
  };
}

/** What fails, or holds: `The plan fails “Sea lanes”`. */
function subjectWords(group: readonly Outcome[], holds: boolean): string {
  const has = (about: string) => group.some((outcome) => outcome.about === about);
  const goals = group.filter(({ about }) => about.startsWith("goal:")).map(({ name }) => name);
  const value = group.find(({ about }) => about === "value")?.name;
  const verbs = holds
    ? { value: "keeps", goals: "reaches" }
    : { value: "keeps less than", goals: "fails" };
  const own = [
    ...(value === undefined ? [] : [`${verbs.value} ${value}`]),
    ...(goals.length === 0 ? [] : [`${verbs.goals} ${list(goals)}`]),
  ];
  const can = holds ? "can" : "cannot";
  const parts = [
    ...(has("law") ? [holds ? "a lawful allocation exists" : "no lawful allocation exists"] : []),
    ...(has("rules") ? [`the plan's choices ${can} keep every rule`] : []),
    ...(own.length === 0 ? [] : [`the plan ${list(own)}`]),
  ];
  const words = list(parts);
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

function list(words: readonly string[]): string {
  return words.length < 2
    ? (words[0] ?? "")
    : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

function ruleSentence(words: string, conditions: readonly string[], rule: BoxRule): string {
  const { inside, outside, tested } = rule;
  const share = ({ rows, hits }: Count) => percent(rows === 0 ? 0 : hits / rows);
  const isCheck =
    `in the half of the worlds kept apart to test this: ` +
    `${tested.inside.hits} of ${tested.inside.rows}, against ${share(tested.outside)}`;
  return (
    `${words} in ${share(inside)} of the worlds in which ${conditions.join(" and ")} ` +
    `(${inside.hits} of ${inside.rows}), against ${share(outside)} elsewhere; ${isCheck}.`
  );
}

function percent(ratio: number): string {
  return `${Math.round(ratio * 100)}%`;
}
