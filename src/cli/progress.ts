import type { Surroundings } from "./surroundings.ts";

/** Shows that work goes on; `say` may be called as often as one likes. */
export interface Progress {
  readonly say: (words: string) => void;
  readonly end: () => void;
}

const quietFor = 1000;
const redrawEvery = 100;
const lineEvery = 10_000;

/**
 * Progress on standard error for work that lasts over a second: one line drawn over itself on a terminal,
 * else a plain line every ten seconds.
 */
export function startProgress(
  around: Pick<Surroundings, "live" | "columns" | "elapsed" | "remark">,
): Progress {
  const began = around.elapsed();
  let shown = began + quietFor - (around.live ? redrawEvery : lineEvery);
  let drawn = false;
  return {
    say(words) {
      const now = around.elapsed();
      if (now - began < quietFor || now - shown < (around.live ? redrawEvery : lineEvery)) return;
      shown = now;
      const text = `${words} (${Math.round((now - began) / 1000)} s)`;
      if (around.live) around.remark(`\r\u001b[K${text.slice(0, around.columns - 1)}`);
      else around.remark(`${text}\n`);
      drawn = true;
    },
    end() {
      if (drawn && around.live) around.remark("\r\u001b[K");
    },
  };
}
