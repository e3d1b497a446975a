import type { BlockForm } from "./block-form.ts";
import { distance } from "./block-room.ts";
import type { OpenWays } from "./block-sweep.ts";
import { type PackedWays, undecided } from "./packed-ways.ts";

/** How much in doubt an item is at least. */
const leastDoubt = 1e-12;
/** An item of a key beyond this is in doubt: one that is not need not be weighed then. */
const doubtfulKey = 1e-9;

/**
 * The place of the item whose choice is least clear for what it moves at prices of own things; -1 where all are decided.
 *
 * `packed`: with what open ways are worth at these prices; `room`: how far the branch is above the best known;
 * `difference`: by own thing, all of it 0.
 */
export function pickItem(
  form: BlockForm,
  { firstOpen, openWay }: OpenWays,
  packed: PackedWays,
  { ways, price }: { readonly ways: Int32Array; readonly price: Float64Array },
  room: number,
  difference: Float64Array,
): number {
  let pick = -1;
  let most = -Infinity;
  for (let d = 0; d < ways.length; d++) {
    if (ways[d] !== undecided) continue;
    const top = packed.top[d] as number;
    const next = packed.nextBest(firstOpen[d] as number, firstOpen[d + 1] as number, top);
    // An item of one way is not worth a branch, but for want of others.
    if (next < 0) {
      if (most < 0) [most, pick] = [0, d];
      continue;
    }
    const loss = (packed.most[d] as number) - (packed.value[next] as number);
    // Nothing but its best way can gain: it is decided here where no other item is in doubt.
    if (loss >= room && most > doubtfulKey) continue;
    const a = openWay[top] as number;
    const b = openWay[next] as number;
    const doubt = Math.max(leastDoubt, 1 - loss / room);
    const key = doubt * distance(form, difference, a, b, price);
    if (key > most) {
      most = key;
      pick = d;
    }
  }
  return pick;
}
