import type { z } from "zod";
import type { changeSchema } from "../api/change-schemas.ts";
import type { liveEventSchema } from "../api/live-schemas.ts";
import { type Onlooker, PresenceBook, type PresenceNotice, type Present } from "./presence.ts";

/** What a stream tells. */
export type LiveEvent = z.output<typeof liveEventSchema>;

type Change = z.output<typeof changeSchema>;
type Job = Extract<LiveEvent, { kind: "job" }>["job"];

/** What servers, workers and the store tell each other through the database. */
export type Notice =
  | {
      readonly kind: "change";
      readonly plan: string;
      readonly seq: number;
      readonly branch: string;
      /** Whether it changed the plan's head. */
      readonly head?: boolean | undefined;
    }
  | { readonly kind: "job"; readonly plan: string; readonly job: string }
  | ({ readonly kind: "presence"; readonly plan: string } & PresenceNotice)
  /** A window of somebody was closed. */
  | {
      readonly kind: "left";
      readonly plan: string;
      readonly person: string;
      readonly window: string;
    }
  /** Somebody's rights in the plan are others now. */
  | { readonly kind: "rights"; readonly plan: string };

/** Somebody who listens to a plan. */
export interface Listener {
  readonly plan: string;
  readonly person: string;
  /** The most sensitive rows that the person sees; those who see the same are told the same. */
  readonly see: number;
  /** The window that listens, where it says its name. */
  readonly window?: string | undefined;
  readonly send: (event: LiveEvent, seq?: number) => void;
  /** Ends the stream; the page asks again, and is then judged anew. */
  readonly end: () => void;
}

/** Where the hub reads what it tells. */
export interface LiveSource {
  /** A change as a person may see it; nothing where the person may not. */
  readonly readChange: (person: string, plan: string, seq: number) => Promise<Change | undefined>;
  readonly readJob: (person: string, plan: string, job: string) => Promise<Job | undefined>;
  readonly onlookerOf: (listener: Listener) => Onlooker;
  /** What follows from a change, such as that findings are to be worked out anew. */
  readonly onChange: (plan: string, branch: string, seq: number) => void;
  readonly onDefect: (error: unknown) => void;
  /** Unit: milliseconds. */
  readonly now: () => number;
}

/** How often who is there is told at most, and a job's progress.   Unit: milliseconds. */
const tellEvery = 150;

/** Tells everybody who listens to a plan what happens in it, each no more than they may see. */
export class LiveHub {
  readonly #source: LiveSource;
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #presence = new PresenceBook();
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  readonly #timer: NodeJS.Timeout;
  /** Notices are told one after the other, so that changes arrive in the order of the log. */
  #queue: Promise<void> = Promise.resolve();

  constructor(source: LiveSource) {
    this.#source = source;
    this.#timer = setInterval(() => this.#expire(), 5000).unref();
  }

  /** Begins to tell a listener; call what it returns to stop. */
  add(listener: Listener): () => void {
    const listeners = this.#listeners.get(listener.plan) ?? new Set();
    this.#listeners.set(listener.plan, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(listener.plan);
    };
  }

  /** Whether a window listens to a plan. */
  hears(plan: string, person: string, window: string): boolean {
    const listeners = [...(this.#listeners.get(plan) ?? [])];
    return listeners.some((one) => one.person === person && one.window === window);
  }

  /** Who looks at a plan, as a listener may know it. */
  present(plan: string, onlooker: Onlooker): Present {
    return this.#presence.list(plan, onlooker, this.#source.now());
  }

  /** Takes a notice from the database. */
  hear(notice: Notice): void {
    if (notice.kind === "presence") this.#note(notice);
    else if (notice.kind === "left") this.#forget(notice);
    else if (notice.kind === "rights") this.#judgeAnew(notice.plan);
    else if (notice.kind === "job") {
      this.#soon(`job ${notice.job}`, () => this.#tellJob(notice.plan, notice.job));
    } else {
      this.#source.onChange(notice.plan, notice.branch, notice.seq);
      this.#enqueue(() => this.#tellChange(notice.plan, notice.seq));
    }
  }

  /** Tells that what is found in a branch was worked out anew. */
  tellFindings(plan: string, branch: string, seq: number, see: number): void {
    for (const one of this.#listeners.get(plan) ?? []) {
      if (one.see === see) one.send({ kind: "findings", branch, seq });
    }
  }

  /** How sensitive what the listeners of a plan see is: each level once. */
  levels(plan: string): ReadonlyMap<number, string> {
    return new Map([...(this.#listeners.get(plan) ?? [])].map((one) => [one.see, one.person]));
  }

  /** Ends all streams. */
  close(): void {
    clearInterval(this.#timer);
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
    for (const listeners of this.#listeners.values()) for (const one of listeners) one.end();
  }

  /** Ends when everything that was heard is told. */
  async settled(): Promise<void> {
    await this.#queue;
  }

  #enqueue(work: () => Promise<void>): void {
    this.#queue = this.#queue.then(work).catch(this.#source.onDefect);
  }

  async #tellChange(plan: string, seq: number): Promise<void> {
    const listeners = [...(this.#listeners.get(plan) ?? [])];
    for (const group of Map.groupBy(listeners, (one) => one.see).values()) {
      const [first] = group;
      if (first === undefined) continue;
      const change = await this.#source.readChange(first.person, plan, seq);
      if (change === undefined) continue;
      for (const one of group) one.send({ kind: "change", change }, seq);
    }
  }

  async #tellJob(plan: string, id: string): Promise<void> {
    const listeners = [...(this.#listeners.get(plan) ?? [])];
    // Who asked sees their own job whatever they see of the plan, so that people are asked for one by one.
    const jobs = new Map<string, Promise<Job | undefined>>();
    for (const one of listeners) {
      const job = jobs.get(one.person) ?? this.#source.readJob(one.person, plan, id);
      jobs.set(one.person, job);
      const known = await job;
      if (known !== undefined) one.send({ kind: "job", job: known });
    }
  }

  #note({ plan, person, name, see, presence }: Extract<Notice, { kind: "presence" }>): void {
    this.#presence.note(plan, { person, name, see, presence }, this.#source.now());
    this.#soon(`presence ${plan}`, async () => this.#tellPresence(plan));
  }

  #forget({ plan, person, window }: Extract<Notice, { kind: "left" }>): void {
    if (!this.#presence.forget(plan, person, window)) return;
    this.#soon(`presence ${plan}`, async () => this.#tellPresence(plan));
  }

  #tellPresence(plan: string): void {
    for (const one of this.#listeners.get(plan) ?? []) {
      one.send({ kind: "presence", ...this.present(plan, this.#source.onlookerOf(one)) });
    }
  }

  #expire(): void {
    for (const plan of this.#presence.expire(this.#source.now())) this.#tellPresence(plan);
  }

  #judgeAnew(plan: string): void {
    for (const one of [...(this.#listeners.get(plan) ?? [])]) one.end();
  }

  /** Does work a little later, once for all who ask for it until then. */
  #soon(key: string, work: () => Promise<void> | void): void {
    if (this.#waiting.has(key)) return;
    const timer = setTimeout(() => {
      this.#waiting.delete(key);
      this.#enqueue(async () => work());
    }, tellEvery);
    this.#waiting.set(key, timer);
  }
}
