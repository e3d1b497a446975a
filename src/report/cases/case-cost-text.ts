import { type Cents, showDollars } from "../../base/money.ts";
import { wrap } from "../text-layout.ts";
import { showPoints } from "../words.ts";

interface Outcome {
  readonly value: number;
  readonly bound: number;
  readonly paid: Cents;
}

/** What hangs on a case, in sentences; the two plans were both solved, and each says how far it is proven. */
export function caseCostText(cost: {
  readonly initiatives: readonly string[];
  readonly cleared: Outcome | null;
  readonly refused: Outcome | null;
}): string {
  const { cleared, refused, initiatives } = cost;
  if (cleared === null)
    return "WHAT HANGS ON IT\n  No plan keeps every rule, whatever becomes of the case.\n";
  const paid =
    initiatives.length === 0
      ? ""
      : `, and pays ${initiatives.join(", ")} ${showDollars(cleared.paid)}`;
  const first = `Cleared, the best plan is worth ${pointsOf(cleared)}${paid}.`;
  if (refused === null)
    return said([first, "Refused, no plan keeps every rule: a directive asks for this money."]);
  // The two bounds decide what is certain; within them, a difference may be chance.
  const least = Math.max(0, cleared.value - refused.bound);
  const most = Math.max(0, cleared.bound - refused.value);
  const second = `Refused, it is worth ${pointsOf(refused)}: the refusal costs between ${showPoints(least)} and ${showPoints(most)} points, after its money went where it does most.`;
  return said([first, second]);
}

function pointsOf({ value, bound }: Outcome): string {
  return `${showPoints(value)} points (proven to be at most ${showPoints(bound)})`;
}

function said(sentences: readonly string[]): string {
  return `${["WHAT HANGS ON IT", ...wrap(sentences.join(" "), undefined).map((line) => `  ${line}`)].join("\n")}\n`;
}
