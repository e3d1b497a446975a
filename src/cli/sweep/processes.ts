/** What a command may know of processes, and how it starts more of itself. `main.ts` makes the real one. */
export interface Processes {
  /** The number of this process on its machine. */
  readonly id: number;
  readonly machine: string;
  /** How many processes the machine can run side by side. */
  readonly cores: number;
  /** Whether a process of this machine still runs. */
  readonly isAlive: (id: number) => boolean;
  /** Runs this program again beside this process, with other arguments; it prints complaints only. */
  readonly runBeside: (args: readonly string[]) => BesideProcess;
}

/** A process that runs beside this one. */
export interface BesideProcess {
  readonly id: number;
  /** Settles when it has ended, however it did. */
  readonly ended: Promise<void>;
  /** Asks it to stop. */
  readonly stop: () => void;
}

/** Where no other process can be started or seen. */
export const aloneProcess: Processes = {
  id: 0,
  machine: "",
  cores: 1,
  isAlive: () => false,
  runBeside: () => {
    throw new Error("no process can be started here");
  },
};

/**
 * How the runtime runs a process beside others: it clears memory and compiles in the thread that works, as the cores that
 * helping threads would use are at work themselves.
 */
export const besideFlags = ["--single-threaded-gc", "--no-concurrent-recompilation"] as const;
