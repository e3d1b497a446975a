import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { makeProgram } from "../src/cli/program.ts";
import type { Surroundings } from "../src/cli/surroundings.ts";
import { listProjectFiles, root } from "./project-files.ts";

/** Surroundings that keep what is printed and solve nothing. */
export function quietSurroundings(answers: string[] = [], remarks: string[] = []): Surroundings {
  return {
    answer: (text) => void answers.push(text),
    remark: (text) => void remarks.push(text),
    color: false,
    live: false,
    columns: 100,
    elapsed: () => 0,
    every: () => () => {},
    stop: new AbortController().signal,
    home: root,
    debug: false,
    version: "0.0.0",
    world: () => null,
    solver: {
      name: "none",
      width: 1,
      solve: () => Promise.reject(new Error("this test must not solve")),
      solveVariants: () => Promise.reject(new Error("this test must not solve")),
      close: () => Promise.resolve(),
    },
  };
}

/** The command line's program, to look at and not to run. */
export function lookAtProgram(): Command {
  return makeProgram(quietSurroundings(), () => {});
}

/** The files of `law/`, by their path inside it. */
export function readLawFiles(): Map<string, Uint8Array> {
  const paths = listProjectFiles("law").filter((path) => path.endsWith(".yaml"));
  return new Map(
    paths.map((path) => [
      path.slice("law/".length),
      new Uint8Array(readFileSync(join(root, path))),
    ]),
  );
}
