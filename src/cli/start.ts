import { join, relative, resolve } from "node:path";
import type { Command } from "commander";
import { mainBranch } from "../api/value-schemas.ts";
import { type Finding, hasErrors } from "../base/findings.ts";
import type { Briefing } from "../report/briefing.ts";
import { listAllocations, readAllocation } from "../store/allocations.ts";
import { type Database, storeChannel } from "../store/database.ts";
import { type Job, listJobs } from "../store/job-rows.ts";
import { addCommand, type CommandContext, helpAfter } from "./command-context.ts";
import { showFindings } from "./findings-text.ts";
import { parsePort } from "./option-values.ts";
import { writeFolder } from "./output-folder.ts";
import { startProgress } from "./progress.ts";
import { printReply, type ReplyOptions, refuse } from "./reply.ts";
import { serve } from "./serve/serve.ts";
import type { Surroundings } from "./surroundings.ts";

const example = "fy2021";

interface StartOptions extends ReplyOptions {
  readonly out: string;
  readonly data?: string;
  readonly port?: number;
}

/** Adds `entente start`: the main job on official figures, for somebody who sees the program for the first time. */
export function addStart(program: Command, { around, end }: CommandContext): void {
  addCommand(
    program,
    "start",
    "Open the workbench on the example with official figures, and print its allocation.",
  )
    .option("--out <dir>", "folder to write the briefing into", `./out/${example}`)
    .option("--data <dir>", "folder of the store, or `memory` (default: out/data)")
    .option("--port <n>", "port to listen on (default: 4380, or the next that is free)", parsePort)
    .addHelpText("after", helpAfter(["entente start", "entente start --data memory"]))
    .action(async (options: StartOptions) => {
      const { data, port } = options;
      const settings = {
        host: "127.0.0.1",
        plan: [join(around.home, "examples", example)],
        ...(data === undefined ? {} : { data }),
        ...(port === undefined ? {} : { port }),
      };
      const findings = await serve(settings, around, (store, origin) =>
        answer(store, origin, options, around),
      );
      end(hasErrors(findings) ? printReply(refuse("start", findings), options, around) : "fine");
    });
}

/** Waits for the example's allocation and prints what it says. */
async function answer(
  store: Database,
  origin: string,
  options: StartOptions,
  around: Surroundings,
): Promise<void> {
  const progress = startProgress(around, "Looking for the best lawful allocation");
  const found = await waitForBriefing(store, around.stop, (words) => progress.say(words));
  progress.end();
  if (found === null) return;
  if ("findings" in found) {
    around.remark(
      showFindings(found.findings as readonly Finding[], { color: around.color, most: 5 }),
    );
    return;
  }
  const { briefingText } = await import("../report/text.ts");
  const { renderBriefing } = await import("../report/html.ts");
  const page = renderBriefing(found, { world: around.world() });
  const written = await writeFolder(options.out, new Map([["briefing.html", page]]));
  if (hasErrors(written)) {
    around.remark(showFindings(written, { color: around.color, most: 5 }));
  }
  around.answer(briefingText(found));
  around.answer(
    nextCommands(origin, relative(resolve("."), join(around.home, "examples", example))),
  );
}

/**
 * The briefing of the plan's newest allocation once there is one and nothing works on it any more.
 *
 * Null where the user stopped the program; the job where it failed.
 */
async function waitForBriefing(
  store: Database,
  stop: AbortSignal,
  say: (words: string) => void,
): Promise<Briefing | Job | null> {
  let wake: () => void = () => undefined;
  const stopListening = await store.listen(storeChannel, () => wake());
  const onStop = () => wake();
  stop.addEventListener("abort", onStop);
  try {
    while (!stop.aborted) {
      const told = new Promise<void>((done) => {
        wake = done;
      });
      const jobs = (await listJobs(store, example)).filter(({ kind }) => kind === "allocate");
      const works = jobs.find(({ state }) => state === "waiting" || state === "running");
      if (works === undefined) return (await newestBriefing(store)) ?? jobs[0] ?? null;
      if (works.progress !== null) say(works.progress.words);
      await told;
    }
    return null;
  } finally {
    stop.removeEventListener("abort", onStop);
    await stopListening();
  }
}

async function newestBriefing(store: Database): Promise<Briefing | null> {
  const [newest] = await listAllocations(store, example, mainBranch);
  const kept = newest === undefined ? null : await readAllocation(store, example, newest.id);
  return kept === null ? null : (kept.briefing as Briefing);
}

function nextCommands(origin: string, folder: string): string {
  return `
Next:
  open ${origin}                             the workbench: the same plan, to work in
  npx entente check ${folder}                      everything found in the plan
  npx entente explain ${folder} NAME               why a proposal is funded or not, what a rule costs
  npx entente override ${folder} --exclude NAME    what it costs to decide otherwise
  npx entente compare ${folder} baseline redirect  who gains, who loses
  npx entente alternatives ${folder}               other plans, nearly as good
  npx entente frontier ${folder} --against change  value against steadier money
  npx entente returns ${folder} --by account       what more or less money would do
  npx entente sweep ${folder}                      what stays funded in other worlds
  npx entente --help
`;
}
