import { clear, Floats, floatsFor, giveBackAll, Ints, intsFor, setFloats } from "./memory";

/** The block at hand: its numbers are those of `BlockForm`, which says what they mean. */
export let items: i32 = 0;
export let ways: i32 = 0;
export let uses: i32 = 0;
export let things: i32 = 0;
export let ceilings: i32 = 0;
export let leaves: i32 = 0;
export let pairs: i32 = 0;
export let firstUse: Ints = changetype<Ints>(0);
export let useOf: Ints = changetype<Ints>(0);
export let useAmount: Floats = changetype<Floats>(0);
export let limit: Floats = changetype<Floats>(0);
export let firstSegment: Ints = changetype<Ints>(0);
export let segmentEnd: Floats = changetype<Floats>(0);
export let segmentWorth: Floats = changetype<Floats>(0);
export let firstWay: Ints = changetype<Ints>(0);
/** Pairs of ways: where the first is worth as much as the second, nobody needs the second. */
export let dominance: Ints = changetype<Ints>(0);
/** Prices of own things. */
export let price: Floats = changetype<Floats>(0);
/** What each way is worth: at first without its own things at all, then but for what own things cost. */
export let worth: Floats = changetype<Floats>(0);
/** By item, the way of the best plan known; -1 for none. */
export let best: Ints = changetype<Ints>(0);

/** How many addresses {@link begin} writes. */
const addresses = 12;

/**
 * Makes room for the numbers of a block, which the caller writes; what stood there is lost.
 *
 * Answers the address of a list of the addresses at which they go, in this order: first ways, first uses, of what is used,
 * amounts, limits, first segments, their ends, their worth, pairs of ways, prices, worth of ways, best plan.
 */
export function begin(
  itemCount: i32,
  wayCount: i32,
  useCount: i32,
  thingCount: i32,
  ceilingCount: i32,
  firstLeaf: i32,
  segmentCount: i32,
  pairCount: i32,
): Ints {
  giveBackAll();
  items = itemCount;
  ways = wayCount;
  uses = useCount;
  things = thingCount;
  ceilings = ceilingCount;
  leaves = firstLeaf;
  pairs = pairCount;
  const list = intsFor(addresses);
  firstWay = intsFor(items + 1);
  firstUse = intsFor(ways + 1);
  useOf = intsFor(uses);
  useAmount = floatsFor(uses);
  limit = floatsFor(leaves);
  firstSegment = intsFor(things - leaves + 1);
  segmentEnd = floatsFor(segmentCount);
  segmentWorth = floatsFor(segmentCount);
  dominance = intsFor(2 * pairs);
  price = floatsFor(things);
  worth = floatsFor(ways);
  best = intsFor(items);
  list[0] = <i32>changetype<usize>(firstWay);
  list[1] = <i32>changetype<usize>(firstUse);
  list[2] = <i32>changetype<usize>(useOf);
  list[3] = <i32>changetype<usize>(useAmount);
  list[4] = <i32>changetype<usize>(limit);
  list[5] = <i32>changetype<usize>(firstSegment);
  list[6] = <i32>changetype<usize>(segmentEnd);
  list[7] = <i32>changetype<usize>(segmentWorth);
  list[8] = <i32>changetype<usize>(dominance);
  list[9] = <i32>changetype<usize>(price);
  list[10] = <i32>changetype<usize>(worth);
  list[11] = <i32>changetype<usize>(best);
  return list;
}

/** Shares of ceilings are sums of quotients. */
const roundingRoom: f64 = 1e-9;

/** What there is of own things before anything is taken: effect on leaves counts up from 0. */
export function setEmpty(left: Floats): void {
  clear(left, things);
  setFloats(left, limit, leaves);
}

/** Takes what a way uses of own things: of what is left of ceilings and links; effect on leaves grows. */
export function take(left: Floats, way: i32): void {
  const end = firstUse[way + 1];
  for (let e = firstUse[way]; e < end; e++) left[useOf[e]] -= useAmount[e];
}

/** Puts back what a way uses of own things. */
export function putBack(left: Floats, way: i32): void {
  const end = firstUse[way + 1];
  for (let e = firstUse[way]; e < end; e++) left[useOf[e]] += useAmount[e];
}

/** Takes what a way uses; false where a ceiling is then exceeded. Links may be met by items yet to come. */
export function takeUnderCeilings(left: Floats, way: i32): bool {
  take(left, way);
  const end = firstUse[way + 1];
  for (let e = firstUse[way]; e < end; e++) {
    const k = useOf[e];
    if (k < ceilings && useAmount[e] > 0 && left[k] < -roundingRoom) return false;
  }
  return true;
}

/** Whether what a way uses is left. */
export function fits(left: Floats, way: i32): bool {
  const end = firstUse[way + 1];
  for (let e = firstUse[way]; e < end; e++) {
    const k = useOf[e];
    const by = useAmount[e];
    if (k < leaves && by > 0 && left[k] - by < -roundingRoom) return false;
  }
  return true;
}

/** Whether ceilings and links hold. */
export function holds(left: Floats): bool {
  for (let k = 0; k < leaves; k++) if (left[k] < -roundingRoom) return false;
  return true;
}

/** Whether ceilings and links that a way uses hold. */
export function hasRoom(left: Floats, way: i32): bool {
  const end = firstUse[way + 1];
  for (let e = firstUse[way]; e < end; e++) {
    const k = useOf[e];
    if (k < leaves && left[k] < -roundingRoom) return false;
  }
  return true;
}

/** What effect on own leaves is worth.   Unit: value points. */
export function leafWorth(left: Floats): f64 {
  let sum: f64 = 0;
  for (let k = leaves; k < things; k++) sum += leafWorthAt(k, left[k]);
  return sum;
}

/** What effect on own leaf `k` is worth.   Unit: value points. */
export function leafWorthAt(k: i32, effect: f64): f64 {
  const end = firstSegment[k - leaves + 1];
  let sum: f64 = 0;
  let from: f64 = 0;
  for (let s = firstSegment[k - leaves]; from < effect && s < end; s++) {
    const to = min(effect, segmentEnd[s]);
    sum += segmentWorth[s] * (to - from);
    from = to;
  }
  return sum;
}

/** What a way is worth beyond what it takes of own things at prices. */
export function reducedWorth(way: i32, at: Floats): f64 {
  let value = worth[way];
  const end = firstUse[way + 1];
  for (let e = firstUse[way]; e < end; e++) value -= at[useOf[e]] * useAmount[e];
  return value;
}

/** What the difference in own things between two ways costs at prices.   `by`: by thing, all of it 0, and 0 again after. */
export function distance(by: Floats, a: i32, b: i32, at: Floats): f64 {
  const from = firstUse[a];
  const to = firstUse[a + 1];
  for (let e = from; e < to; e++) by[useOf[e]] = useAmount[e];
  let sum: f64 = 0;
  const end = firstUse[b + 1];
  for (let e = firstUse[b]; e < end; e++) {
    const k = useOf[e];
    sum += at[k] * abs(by[k] - useAmount[e]);
    by[k] = 0;
  }
  for (let e = from; e < to; e++) {
    const k = useOf[e];
    sum += at[k] * abs(by[k]);
    by[k] = 0;
  }
  return sum;
}

/** Whether an item of the block has a way, if only not to be funded. */
export function hasWays(item: i32): bool {
  return firstWay[item] < firstWay[item + 1];
}
