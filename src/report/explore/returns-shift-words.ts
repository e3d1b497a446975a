import type { ReturnCurve } from "../../allocate/explore/returns.ts";
import {
  type Move,
  type Shift,
  type ShiftKind,
  shiftKinds,
} from "../../allocate/explore/returns-shift.ts";
import type { Problem } from "../../allocate/problem.ts";
import { type Cents, showDollars } from "../../base/money.ts";
import type { Labels } from "../rows.ts";
import { count } from "../words.ts";

/** A move of money with the name of who has it. */
export interface MoveWords extends Move {
  readonly label: string;
  readonly change: Cents;
}

/** Moves of one kind: those named, and how many smaller ones there are. */
export interface MoveList {
  readonly kind: ShiftKind;
  readonly named: readonly MoveWords[];
  readonly others: number;
  /** What the others change together.   Unit: US cents. */
  readonly rest: Cents;
}

/** Where a step of money goes. */
export interface ShiftWords {
  readonly title: string;
  readonly sentence: string;
  readonly lists: readonly MoveList[];
}

/** What the kinds of moves are called at the head of a list. */
export const kindNames: Readonly<Record<ShiftKind, string>> = {
  account: "Accounts",
  bureau: "Regions",
  partner: "Partners",
  initiative: "Initiatives",
};

/** How many moves of each kind are named. */
const namedMoves = 7;

/** Where the next money of a curve goes, and what the last pays for. */
export function shiftWords(curve: ReturnCurve, problem: Problem, labels: Labels): ShiftWords[] {
  const names = new Map(problem.items.map(({ initiative }) => [initiative.id, initiative.name]));
  const nameOf: Readonly<Record<ShiftKind, (id: string) => string>> = {
    account: labels.account,
    bureau: labels.region,
    partner: labels.partner,
    initiative: (id) => names.get(id) ?? id,
  };
  const { next, last, points } = curve;
  const now = points.findIndex(({ factor }) => factor === 1);
  const money = (place: number) =>
    showDollars(Math.abs((points[place]?.amount ?? 0) - (points[now]?.amount ?? 0)) as Cents);
  return [
    ...(next === null
      ? []
      : [toWords(next, `Where the next ${money(now + 1)} would go`, nameOf, "next")]),
    ...(last === null
      ? []
      : [toWords(last, `What the last ${money(now - 1)} pays for`, nameOf, "last")]),
  ];
}

function toWords(
  shift: Shift,
  title: string,
  nameOf: Readonly<Record<ShiftKind, (id: string) => string>>,
  which: "next" | "last",
): ShiftWords {
  return {
    title,
    sentence: shiftSentence(shift, which),
    lists: shiftKinds.map((kind): MoveList => {
      const moves = shift.moves[kind].map(
        (move): MoveWords => ({
          ...move,
          label: nameOf[kind](move.id),
          change: (move.after - move.before) as Cents,
        }),
      );
      const largest = [...moves].sort((a, b) => Math.abs(b.change) - Math.abs(a.change));
      const named = new Set(largest.slice(0, namedMoves));
      const rest = moves.filter((move) => !named.has(move));
      return {
        kind,
        named: moves.filter((move) => named.has(move)),
        others: rest.length,
        rest: rest.reduce((sum, { change }) => sum + change, 0) as Cents,
      };
    }),
  };
}

function shiftSentence({ amount, moves }: Shift, which: "next" | "last"): string {
  const { initiative } = moves;
  const begun = initiative.filter(({ before }) => before === 0).length;
  const ended = initiative.filter(({ after }) => after === 0).length;
  const grown = initiative.filter(({ before, after }) => before > 0 && after > before).length;
  const shrunk = initiative.filter(({ before, after }) => after > 0 && after < before).length;
  const spent = showDollars(Math.abs(amount) as Cents);
  const side = amount < 0 ? "less" : "more";
  const than = which === "next" ? "than the present plan" : "than the plan without it";
  const parts = [
    ...(begun > 0 ? [`${count(begun, "initiative")} more are funded`] : []),
    ...(grown > 0 ? [`${grown} get more`] : []),
    ...(shrunk > 0 ? [`${shrunk} get less`] : []),
    ...(ended > 0 ? [`${ended} are dropped`] : []),
  ].map((part) =>
    part
      .replace(/^1 initiative more are/, "1 initiative more is")
      .replace(/^1 get\b/, "1 gets")
      .replace(/^1 are\b/, "1 is"),
  );
  const start = `It spends ${spent} ${side} ${than}`;
  if (initiative.length === 0) return "Nothing changes: the same plan stays the best found.";
  return parts.length === 0 ? `${start}.` : `${start}: ${parts.join(", ")}.`;
}
