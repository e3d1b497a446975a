import { type Finding, hasErrors, type Outcome, type Place } from "../../base/findings.ts";
import { findNearest } from "../../base/ids.ts";
import { reportRange } from "./sweep-finding-kinds.ts";
import type { Factor } from "./what-if-factors.ts";

/** Between which factors a thing is drawn, evenly; 1 is as planned. */
export interface Range {
  readonly from: number;
  readonly to: number;
  /** The chance that nothing of it is left: a directive is dropped, an assumption fails.   0 to 1. */
  readonly none: number;
}

/** A range as somebody wrote it: a name of a thing or of a family, and a text such as `0.8..1.1`. */
export interface GivenRange {
  readonly name: string;
  readonly text: string;
  readonly at: Place;
}

/** A factor with the range that it is drawn from. */
export interface FactorRange extends Range {
  readonly name: string;
}

/**
 * Ranges by family, where nobody states others. They are this program's choice, not findings about the world.
 *
 * Costs rise further than they fall, as programs do.
 * Directives do not rise: proposals rarely ask for more than the level that they know.
 */
export const defaultRanges: Readonly<Record<string, string>> = {
  weight: "0.67..1.5",
  "budget:all": "0.9..1.1",
  budget: "0.9..1.1",
  "fallen-money": "0..1",
  directive: "0.75..1, dropped 0.1",
  "cost:all": "0.95..1.1",
  "cost:kind": "0.95..1.05",
  "cost:region": "0.95..1.05",
  "cost:partner": "0.95..1.05",
  "effect:relevance": "0.8..1.2",
  "effect:region": "0.8..1.2",
  "effect:partner": "0.8..1.2",
  "assumption:status:holds": "fails 0.02",
  "assumption:status:unknown": "fails 0.1",
  "assumption:status:fails": "fails 0.5",
};

/** A range that is not drawn. */
const off: Range = { from: 1, to: 1, none: 0 };

/** The largest factor: more than that is a slip of the pen. */
const mostFactor = 100;

/** How a range is written, for findings and help. */
export const rangeForms =
  "`0.8..1.1`, `0.75..1, dropped 0.1`, `fails 0.2` or `off`; 1 is as planned";

const number = String.raw`\d+(?:\.\d+)?|\.\d+`;
const spanForm = new RegExp(`^(${number})\\s*\\.\\.\\s*(${number})$`);
const noneForm = new RegExp(`^(?:dropped|fails)\\s+(${number})$`);

/**
 * The range of every factor that is drawn, sorted by name: what is stated for it, for its family, or the default.
 *
 * An assumption that carries most of the plan is drawn only where it is named itself. What is always 1 is left out.
 * Errors: findings at the place of each wrong range.
 */
export function chooseRanges(
  factors: readonly Factor[],
  given: readonly GivenRange[],
): Outcome<readonly FactorRange[]> {
  const findings: Finding[] = [];
  const kinds = new Map(
    factors.flatMap(({ families, kind }) => families.map((family) => [family, kind] as const)),
  );
  const stated = new Map<string, Range>();
  for (const one of given) {
    const kind = kinds.get(one.name);
    const range = kind === undefined ? null : readRange(one, kind, findings);
    if (kind === undefined) findings.push(unknownRange(one, kinds));
    else if (stated.has(one.name)) findings.push(repeatedRange(one));
    if (range !== null) stated.set(one.name, range);
  }
  const ranges = factors.flatMap((factor): FactorRange[] => {
    const { from, to, none } = rangeOf(factor, stated);
    return from === 1 && to === 1 && none === 0 ? [] : [{ name: factor.name, from, to, none }];
  });
  if (ranges.length === 0 && !hasErrors(findings)) findings.push(noRanges());
  return { result: ranges, findings };
}

function rangeOf(factor: Factor, stated: ReadonlyMap<string, Range>): Range {
  const { families, name, carries_all: carries = false } = factor;
  for (const family of families) {
    if (carries && family !== name) return off;
    const range = stated.get(family) ?? parseDefault(family);
    if (range !== undefined) return range;
  }
  return off;
}

function parseDefault(family: string): Range | undefined {
  const text = defaultRanges[family];
  return text === undefined ? undefined : (parseRange(text) ?? undefined);
}

/** A range from its text, or nothing where it is none. */
export function parseRange(text: string): Range | null {
  if (text.trim() === "off") return off;
  let [from, to, none] = [1, 1, 0];
  const parts = text.split(",").map((part) => part.trim());
  if (parts.length > 2) return null;
  for (const [place, part] of parts.entries()) {
    const span = place === 0 ? spanForm.exec(part) : null;
    const chance = place === parts.length - 1 ? noneForm.exec(part) : null;
    if (span !== null) [from, to] = [Number(span[1]), Number(span[2])];
    else if (chance !== null) none = Number(chance[1]);
    else return null;
  }
  return { from, to, none };
}

function readRange(given: GivenRange, kind: Factor["kind"], findings: Finding[]): Range | null {
  const range = parseRange(given.text);
  const say = (code: "range_form" | "range_limits", expected: string, help: string) => {
    const found = `\`${given.text}\` for \`${given.name}\``;
    findings.push(reportRange(code, given.at, { found, expected, help }));
    return null;
  };
  if (range === null)
    return say("range_form", rangeForms, "Write the range in one of these forms.");
  const { from, to, none } = range;
  if (kind === "assumption" && (from !== 1 || to !== 1)) {
    return say(
      "range_form",
      "a chance such as `fails 0.2`, or `off`",
      "An assumption holds or fails.",
    );
  }
  if (kind !== "assumption" && kind !== "directive" && none > 0) {
    return say(
      "range_form",
      "a range without a chance",
      "Only directives and assumptions can fall whole.",
    );
  }
  if (from > to) return say("range_limits", "the smaller factor first", "Exchange the two.");
  if (to > mostFactor)
    return say("range_limits", `factors up to ${mostFactor}`, "1.1 is ten percent more.");
  if (none > 1) return say("range_limits", "a chance from 0 to 1", "0.2 is one world in five.");
  if (from === 0 && (kind === "cost" || kind === "weight")) {
    return say(
      "range_limits",
      "factors above 0",
      "Nothing is done for nothing; `off` leaves it as planned.",
    );
  }
  return range;
}

function unknownRange({ name, at }: GivenRange, kinds: ReadonlyMap<string, unknown>): Finding {
  const nearest = findNearest(name, kinds.keys());
  const families = Object.keys(defaultRanges).map((family) => `\`${family}\``);
  return reportRange("range_unknown", at, {
    found: `\`${name}\``,
    expected: "a family of ranges, or one thing of it, such as `budget:FMF`",
    help:
      nearest === undefined
        ? `The families: ${families.join(", ")}.`
        : `Did you mean \`${nearest}\`?`,
  });
}

function repeatedRange({ name, at }: GivenRange): Finding {
  return reportRange("range_repeated", at, {
    found: `\`${name}\` again`,
    expected: "one range under each name",
    help: "Delete one of the two.",
  });
}

function noRanges(): Finding {
  return reportRange(
    "ranges_none",
    {},
    {
      found: "no range that moves anything",
      expected: "at least one",
      help: "Take one `off` away.",
    },
  );
}
