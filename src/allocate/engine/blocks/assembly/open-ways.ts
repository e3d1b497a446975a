import {
  best,
  dominance,
  firstUse,
  firstWay,
  items,
  pairs,
  price,
  putBack,
  take,
  things,
  useAmount,
  useOf,
  uses,
  ways,
  worth,
} from "./block";
import { clear, Floats, floatsFor, Ints, intsFor, setFloats, setInts } from "./memory";

/**
 * The ways that are open, what they are worth at prices of own things, and what they take. Sums over them are most of the
 * work of planning. Ways are named by their place among those that are open.
 *
 * Takes stand thing after thing, not way after way: what costs nothing, as nearly half of all things do, is passed over,
 * and loops are long. A way's sum still runs in the order of things.
 */

/** The way of an item that is not decided yet. */
export const undecided: i32 = -1;

/** The items that are open, in the order of deciding; the ways of each, from where it begins to where the next does. */
export let count: i32 = 0;
export let order: Ints = changetype<Ints>(0);
export let firstOpen: Ints = changetype<Ints>(0);
export let openWay: Ints = changetype<Ints>(0);
/**
 * What the ways last kept are worth; by item, the best of them, -1 for none, and what that is worth. Of items that were
 * decided whatever stood there.
 */
export let value: Floats = changetype<Floats>(0);
export let top: Ints = changetype<Ints>(0);
export let most: Floats = changetype<Floats>(0);
/** The same at the prices of the last sum; and what the best of all items not decided take of each thing. */
let valueNow: Floats = changetype<Floats>(0);
let topNow: Ints = changetype<Ints>(0);
let mostNow: Floats = changetype<Floats>(0);
let taken: Floats = changetype<Floats>(0);
/** What open ways are worth but for own things; who takes of each thing, and how much. */
let ownWorth: Floats = changetype<Floats>(0);
let firstTaker: Ints = changetype<Ints>(0);
let taker: Ints = changetype<Ints>(0);
let amount: Floats = changetype<Floats>(0);

/** Opens all ways that a plan may need, at the prices of own things, and keeps what they are worth there. */
export function openAll(): void {
  // Until now a way's worth had its own things left out altogether.
  for (let w = 0; w < ways; w++) {
    let own = worth[w];
    const end = firstUse[w + 1];
    for (let e = firstUse[w]; e < end; e++) own += price[useOf[e]] * useAmount[e];
    worth[w] = own;
  }
  listOpen();
  const total = firstOpen[count];
  value = floatsFor(total);
  valueNow = floatsFor(total);
  ownWorth = floatsFor(total);
  top = intsFor(count);
  topNow = intsFor(count);
  // A sum that is no number finds no best way, and then looks here for the one before.
  memory.fill(changetype<usize>(topNow), 0, (<usize>count) << 2);
  most = floatsFor(count);
  mostNow = floatsFor(count);
  taken = floatsFor(things);
  firstTaker = intsFor(things + 2);
  taker = intsFor(uses);
  amount = floatsFor(uses);
  for (let d = 0; d < count; d++) {
    let highest = -Infinity;
    let from = -1;
    const end = firstOpen[d + 1];
    for (let at = firstOpen[d]; at < end; at++) {
      const w = openWay[at];
      let own = worth[w];
      const to = firstUse[w + 1];
      for (let e = firstUse[w]; e < to; e++) own -= price[useOf[e]] * useAmount[e];
      value[at] = own;
      if (own > highest) {
        highest = own;
        from = at;
      }
    }
    top[d] = from;
    most[d] = highest;
  }
}

/** Lists all ways but dominated ones, and gives the best plan known the better ways in their place. */
function listOpen(): void {
  const isClosed = intsFor(ways);
  memory.fill(changetype<usize>(isClosed), 0, (<usize>ways) << 2);
  for (let at = 0; at < 2 * pairs; at += 2)
    if (isDominated(dominance[at], dominance[at + 1])) isClosed[dominance[at + 1]] = 1;
  if (pairs > 0)
    for (let i = 0; i < items; i++)
      if (best[i] >= 0 && isClosed[best[i]] === 1) best[i] = bestDominating(best[i]);
  order = intsFor(items);
  firstOpen = intsFor(items + 1);
  openWay = intsFor(ways);
  count = 0;
  let end = 0;
  firstOpen[0] = 0;
  for (let i = 0; i < items; i++) {
    const from = firstWay[i];
    const to = firstWay[i + 1];
    if (from === to) continue;
    for (let w = from; w < to; w++) {
      if (isClosed[w] === 1) continue;
      openWay[end] = w;
      end++;
    }
    order[count] = i;
    count++;
    firstOpen[count] = end;
  }
}

/** Whether the second of a pair is dominated by the first: of two that are alike, the first stays. */
function isDominated(a: i32, b: i32): bool {
  const gain = worth[a] - worth[b];
  return gain > 0 || (gain === 0 && a < b);
}

/** The way worth most of those that take no more than a way. */
function bestDominating(way: i32): i32 {
  let found = way;
  for (let at = 0; at < 2 * pairs; at += 2)
    if (dominance[at + 1] === way && isDominated(dominance[at], found)) found = dominance[at];
  return found;
}

/** Keeps what ways are worth at the prices of the last sum. */
export function keep(): void {
  const floats = value;
  value = valueNow;
  valueNow = floats;
  setInts(top, topNow, count);
  setFloats(most, mostNow, count);
}

/**
 * Closes ways that lose more than `room` against the best of their item at the prices that were kept, and leaves out items
 * of one way, of which it writes item and way to `decided`; answers how many.
 */
export function narrow(room: f64, decided: Ints): i32 {
  let kept = 0;
  let end = 0;
  let found = 0;
  const all = count;
  // What is written stands before what is still to be read, but for where the ways of an item begin.
  let begin = firstOpen[0];
  for (let d = 0; d < all; d++) {
    const start = end;
    const to = firstOpen[d + 1];
    const highest = most[d];
    const old = top[d];
    let now = -1;
    for (let at = begin; at < to; at++) {
      if (highest - value[at] > room) continue;
      if (at === old) now = end;
      openWay[end] = openWay[at];
      value[end] = value[at];
      end++;
    }
    begin = to;
    if (end === start + 1) {
      end = start;
      decided[2 * found] = order[d];
      decided[2 * found + 1] = openWay[start];
      found++;
      continue;
    }
    top[kept] = now;
    most[kept] = highest;
    order[kept] = order[d];
    kept++;
    firstOpen[kept] = end;
  }
  count = kept;
  return found;
}

/** Writes what open ways are worth and take, thing after thing. */
export function pack(): void {
  const all = firstOpen[count];
  memory.fill(changetype<usize>(firstTaker), 0, (<usize>(things + 2)) << 2);
  for (let at = 0; at < all; at++) {
    const w = openWay[at];
    ownWorth[at] = worth[w];
    const end = firstUse[w + 1];
    for (let e = firstUse[w]; e < end; e++) firstTaker[useOf[e] + 2] += 1;
  }
  for (let k = 2; k <= things; k++) firstTaker[k] += firstTaker[k - 1];
  for (let at = 0; at < all; at++) {
    const w = openWay[at];
    const end = firstUse[w + 1];
    for (let e = firstUse[w]; e < end; e++) {
      const k = useOf[e] + 1;
      const next = firstTaker[k];
      taker[next] = at;
      amount[next] = useAmount[e];
      firstTaker[k] = next + 1;
    }
  }
}

/**
 * What the items not decided are worth at prices in the ways that are known to be best there, added to what all else is
 * worth; takes what they use out of the slope. Sums at other prices go on from there.
 */
export function sumKnown(chosen: Ints, tops: Ints, mosts: Floats, slope: Floats, before: f64): f64 {
  clear(taken, things);
  let sum = before;
  for (let d = 0; d < count; d++) {
    if (chosen[d] !== undecided) continue;
    const at = tops[d];
    // No way is left where the best known is proven.
    if (at < 0) return -Infinity;
    topNow[d] = at;
    sum += mosts[d];
    putBack(taken, openWay[at]);
  }
  for (let k = 0; k < things; k++) slope[k] -= taken[k];
  return sum;
}

/**
 * The same at other prices, where the best ways are looked up: few are others than at the prices before. The last sum
 * must have been over the same items not decided, and each of them must have had a way.
 */
export function sumBest(chosen: Ints, at: Floats, slope: Floats, before: f64): f64 {
  // A list of the module is looked up each time; one of the function is at hand.
  const values = valueNow;
  const takers = taker;
  const amounts = amount;
  const firstOf = firstOpen;
  setFloats(values, ownWorth, firstOf[count]);
  for (let k = 0; k < things; k++) {
    const cost = at[k];
    if (cost === 0) continue;
    const end = firstTaker[k + 1];
    for (let n = firstTaker[k]; n < end; n++) values[takers[n]] -= cost * amounts[n];
  }
  let sum = before;
  for (let d = 0; d < count; d++) {
    if (chosen[d] !== undecided) continue;
    const old = topNow[d];
    let found = old;
    let highest = values[old];
    const end = firstOf[d + 1];
    for (let w = firstOf[d]; w < end; w++) {
      const own = values[w];
      if (!(own > highest)) continue;
      highest = own;
      found = w;
    }
    mostNow[d] = highest;
    sum += highest;
    if (found === old) continue;
    topNow[d] = found;
    // What is taken counts up where what is left counts down.
    take(taken, openWay[old]);
    putBack(taken, openWay[found]);
  }
  for (let k = 0; k < things; k++) slope[k] -= taken[k];
  return sum;
}

/** The best but for one of the ways from one place to below another, at the prices that were kept; -1 for none. */
export function nextBest(from: i32, to: i32, but: i32): i32 {
  let second = -Infinity;
  let next = -1;
  for (let at = from; at < to; at++) {
    if (at === but || !(value[at] > second)) continue;
    second = value[at];
    next = at;
  }
  return next;
}
