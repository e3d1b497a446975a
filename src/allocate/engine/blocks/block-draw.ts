import type { Random } from "../random.ts";

/** Blocks of a plan that are planned anew together. */
export interface DrawnBlocks {
  /** 1 for a block that is taken out.   Shape: by block. */
  readonly isOpen: Uint8Array;
  /** Blocks that get their best columns before all others. */
  readonly first: readonly number[];
}

/** How often some blocks that lose much come first, at least, and how many at most. */
const oftenFirst = 0.5;
const mostFirst = 3;

/**
 * Draws blocks to be planned anew: a share of all, and every other time a few that come before all others, the likelier the
 * more they lose; more often where a single block loses most of all that is lost. `losses`: what each block loses against its best column.
 */
export function drawBlocks(
  losses: readonly number[],
  share: number,
  random: Pick<Random, "next" | "below">,
): DrawnBlocks {
  const isOpen = Uint8Array.from(losses, () => (random.next() < share ? 1 : 0));
  const first: number[] = [];
  const all = losses.reduce((sum, loss) => sum + loss, 0);
  const most = all > 0 ? Math.max(...losses) / all : 0;
  if (random.next() >= Math.max(oftenFirst, most)) return { isOpen, first };
  const left = [...losses];
  for (let count = 1 + random.below(mostFirst); count > 0; count--) {
    const b = drawByLoss(left, random);
    if (b === undefined) break;
    first.push(b);
    left[b] = 0;
    isOpen[b] = 0;
  }
  return { isOpen, first };
}

/** A block drawn in proportion to what each loses; nothing where none loses anything. */
function drawByLoss(losses: readonly number[], random: Pick<Random, "next">): number | undefined {
  const sum = losses.reduce((all, loss) => all + loss, 0);
  if (sum <= 0) return undefined;
  let left = random.next() * sum;
  const drawn = losses.findIndex((loss) => {
    left -= loss;
    return left < 0;
  });
  return drawn >= 0 ? drawn : undefined;
}
