import {
  firstSegment,
  firstUse,
  hasRoom,
  leafWorthAt,
  leaves,
  putBack,
  segmentEnd,
  segmentWorth,
  take,
  things,
  useAmount,
  useOf,
  ways,
  worth,
} from "./block";
import { Floats, floatsFor, Ints, intsFor } from "./memory";
import { count, firstOpen, openWay, order } from "./open-ways";

/** What a change must gain.   Unit: value points. */
const leastGain: f64 = 1e-9;

/** What the effect on each own leaf is worth now, and what a little more of it would be. */
let worthNow: Floats = changetype<Floats>(0);
let slopeNow: Floats = changetype<Floats>(0);
/** Of leaves from which an item's effect is taken out: which; and the effect with it, what that is worth, the slope there. */
let keptLeaf: Ints = changetype<Ints>(0);
let kept: Floats = changetype<Floats>(0);
let keptEnd: i32 = 0;

/** Makes room for sweeps over the block at hand. */
export function beginSweeps(): void {
  let mostUses = 0;
  for (let w = 0; w < ways; w++) mostUses = max(mostUses, firstUse[w + 1] - firstUse[w]);
  worthNow = floatsFor(things);
  slopeNow = floatsFor(things);
  keptLeaf = intsFor(mostUses);
  kept = floatsFor(3 * mostUses);
  keptEnd = 0;
}

/**
 * Gives items of a whole plan better ways, one at a time; answers what that adds to their worth but for own leaves. Each is
 * gone through once: a second time hardly ever finds a better way.
 *
 * `trial`: the way of each item, and `left`: what that leaves of own things, both changed in place.
 */
export function sweep(trial: Ints, left: Floats): f64 {
  for (let k = leaves; k < things; k++) tell(k, left[k]);
  let added: f64 = 0;
  for (let d = 0; d < count; d++) {
    const i = order[d];
    let from = trial[i];
    let least = takeOut(left, from) + worth[from] + leastGain;
    const end = firstOpen[d + 1];
    for (let at = firstOpen[d]; at < end; at++) {
      const to = openWay[at];
      const own = worth[to];
      if (to === from || own + mostOf(to) <= least) continue;
      if (own + worthOf(left, to) <= least) continue;
      bringBack(left);
      if (change(left, from, to)) {
        trial[i] = to;
        added += own - worth[from];
        from = to;
      }
      least = takeOut(left, from) + worth[from] + leastGain;
    }
    bringBack(left);
  }
  return added;
}

/** Takes what a way adds to own leaves out of them; answers what it was worth. */
function takeOut(left: Floats, way: i32): f64 {
  const first = firstUse[way];
  let next = 0;
  let lost: f64 = 0;
  // A way's uses of leaves come last.
  for (let e = firstUse[way + 1] - 1; e >= first; e--) {
    const k = useOf[e];
    if (k < leaves) break;
    const now = worthNow[k];
    keptLeaf[next] = k;
    kept[3 * next] = left[k];
    kept[3 * next + 1] = now;
    kept[3 * next + 2] = slopeNow[k];
    next++;
    left[k] += useAmount[e];
    tell(k, left[k]);
    lost += now - worthNow[k];
  }
  keptEnd = next;
  return lost;
}

/** Makes own leaves what they were before a way was taken out. */
function bringBack(left: Floats): void {
  // The last first, as a way may serve a leaf twice.
  for (let n = keptEnd - 1; n >= 0; n--) {
    const k = keptLeaf[n];
    left[k] = kept[3 * n];
    worthNow[k] = kept[3 * n + 1];
    slopeNow[k] = kept[3 * n + 2];
  }
  keptEnd = 0;
}

/** What a way's effect on own leaves is worth at most: all of it as much as the first bit, as worth never rises. */
function mostOf(way: i32): f64 {
  const first = firstUse[way];
  let sum: f64 = 0;
  for (let e = firstUse[way + 1] - 1; e >= first; e--) {
    const k = useOf[e];
    if (k < leaves) break;
    sum -= slopeNow[k] * useAmount[e];
  }
  return sum;
}

/** What a way's effect on own leaves is worth. */
function worthOf(left: Floats, way: i32): f64 {
  const first = firstUse[way];
  let sum: f64 = 0;
  for (let e = firstUse[way + 1] - 1; e >= first; e--) {
    const k = useOf[e];
    if (k < leaves) break;
    sum += leafWorthAt(k, left[k] - useAmount[e]) - worthNow[k];
  }
  return sum;
}

/** Changes a way where ceilings and links then hold. */
function change(left: Floats, from: i32, to: i32): bool {
  putBack(left, from);
  take(left, to);
  if (!hasRoom(left, from) || !hasRoom(left, to)) {
    putBack(left, to);
    take(left, from);
    return false;
  }
  tellLeavesOf(left, from);
  tellLeavesOf(left, to);
  return true;
}

function tellLeavesOf(left: Floats, way: i32): void {
  const end = firstUse[way + 1];
  for (let e = firstUse[way]; e < end; e++) if (useOf[e] >= leaves) tell(useOf[e], left[useOf[e]]);
}

/** Notes what so much effect on an own leaf is worth, and what a little more would be. */
function tell(k: i32, effect: f64): void {
  const end = firstSegment[k - leaves + 1];
  let sum: f64 = 0;
  let from: f64 = 0;
  let s = firstSegment[k - leaves];
  for (; s < end && segmentEnd[s] <= effect; s++) {
    const to = segmentEnd[s];
    sum += segmentWorth[s] * (to - from);
    from = to;
  }
  const slope: f64 = s < end ? segmentWorth[s] : 0;
  worthNow[k] = effect > from ? sum + slope * (effect - from) : sum;
  slopeNow[k] = slope;
}
