import type { Progress } from "../work/means.ts";
import type { Surroundings } from "./surroundings.ts";

const quietFor = 1000;
const redrawEvery = 250;
const lineEvery = 10_000;

/**
 * Progress on standard error for work that lasts over a second: one line drawn over itself on a terminal, else a
 * plain line every ten seconds. It is drawn by the clock, since a solver may have no news for long.
 */
export function startProgress(
  around: Pick<Surroundings, "live" | "columns" | "elapsed" | "remark" | "every">,
  firstWords: string,
): Progress {
  const began = around.elapsed();
  const pause = around.live ? redrawEvery : lineEvery;
  let words = firstWords;
  let shown = began + quietFor - pause;
  let drawn = false;
  const draw = () => {
    const now = around.elapsed();
    if (now - began < quietFor || now - shown < pause) return;
    shown = now;
    const text = `${words} (${Math.round((now - began) / 1000)} s)`;
    if (around.live) around.remark(`\r\u001b[K${text.slice(0, around.columns - 1)}`);
    else around.remark(`${text}\n`);
    drawn = true;
  };
  const stop = around.every(redrawEvery, draw);
  return {
    say(news) {
      words = news;
      draw();
    },
    end() {
      stop();
      if (drawn && around.live) around.remark("\r\u001b[K");
    },
  };
}
