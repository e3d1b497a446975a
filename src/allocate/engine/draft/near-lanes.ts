import type { Compact } from "../compact/compact.ts";
import { starts } from "../compact/flat-lists.ts";

/** Account-years between which money may move, and the lanes out of which and into which it does. */
export interface NearLanes {
  /** By place, the account-year out of which and that into which money moves; by account-year, then by account. */
  readonly from: Int32Array;
  readonly near: Int32Array;
  /** The place of moves from an account-year to an account of the same year.   Shape: account-year x account. */
  readonly placeOf: Int32Array;
  /** Moves to the near one at place `at`: from `firstMove[at]` to below `firstMove[at + 1]`. */
  readonly firstMove: Int32Array;
  readonly outOf: Int32Array;
  readonly into: Int32Array;
  /** Where a lane is left by some move: places `at` from `firstEdge[lane]` to below `firstEdge[lane + 1]`. */
  readonly firstEdge: Int32Array;
  readonly edge: Int32Array;
}

/** By the lanes of a form, which forms that differ in numbers only share. */
const known = new WeakMap<Int32Array, NearLanes>();

/** The moves of money between account-years that the classes of a form allow. */
export function nearLanesOf(c: Compact): NearLanes {
  const made = known.get(c.laneAccount) ?? listNear(c);
  known.set(c.laneAccount, made);
  return made;
}

function listNear(c: Compact): NearLanes {
  const T = c.years;
  const accounts = c.accounts.length;
  const moves: number[][][] = Array.from({ length: accounts * T }, () => []);
  for (let k = 0; k < c.classYear.length; k++) {
    const [from, to] = [c.firstLane[k] as number, c.firstLane[k + 1] as number];
    for (let lane = from; lane < to; lane++) {
      const own = moves[(c.laneAccount[lane] as number) * T + (c.classYear[k] as number)];
      for (let other = from; own !== undefined && other < to; other++) {
        if (other === lane) continue;
        const list = own[c.laneAccount[other] as number];
        if (list) list.push(lane, other);
        else own[c.laneAccount[other] as number] = [lane, other];
      }
    }
  }
  const leaves: number[] = [];
  const placeOf = new Int32Array(accounts * T * accounts);
  const near: number[] = [];
  const firstMove = [0];
  const outOf: number[] = [];
  const into: number[] = [];
  for (const [node, own] of moves.entries()) {
    for (let a = 0; a < accounts; a++) {
      const list = own[a];
      if (list === undefined) continue;
      placeOf[node * accounts + a] = near.length;
      leaves.push(node);
      near.push(a * T + (node % T));
      for (let at = 0; at < list.length; at += 2) {
        outOf.push(list[at] as number);
        into.push(list[at + 1] as number);
      }
      firstMove.push(outOf.length);
    }
  }
  const edges = edgesOf(c.laneAccount.length, firstMove, outOf);
  return {
    from: Int32Array.from(leaves),
    placeOf,
    near: Int32Array.from(near),
    firstMove: Int32Array.from(firstMove),
    outOf: Int32Array.from(outOf),
    into: Int32Array.from(into),
    firstEdge: edges.first,
    edge: edges.at,
  };
}

/** By lane, the places of the account-years near it to which its money may move. */
function edgesOf(lanes: number, firstMove: readonly number[], outOf: readonly number[]) {
  const lists: number[][] = Array.from({ length: lanes }, () => []);
  for (let at = 0; at + 1 < firstMove.length; at++)
    for (let move = firstMove[at] as number; move < (firstMove[at + 1] as number); move++)
      lists[outOf[move] as number]?.push(at);
  return { first: starts(lists.map(({ length }) => length)), at: Int32Array.from(lists.flat()) };
}
