import type { ClientBase } from "pg";

/** Waits for texts that many listeners each hear, and says how long each took to arrive.   Unit: milliseconds. */
export class Arrivals {
  readonly #sent = new Map<string, number>();
  readonly #left = new Map<string, number>();
  readonly #done = new Map<string, () => void>();
  readonly times: number[] = [];

  /** Sends something that holds a text, and waits until all `listeners` have heard that. */
  async follow(text: string, listeners: number, send: () => Promise<unknown>): Promise<void> {
    const all = new Promise<void>((resolve) => this.#done.set(text, resolve));
    this.#left.set(text, listeners);
    this.#sent.set(text, performance.now());
    await send();
    await all;
  }

  /** A listener heard something. */
  hear(said: string): void {
    for (const [text, sent] of this.#sent) {
      if (!said.includes(text)) continue;
      this.times.push(performance.now() - sent);
      const left = (this.#left.get(text) ?? 0) - 1;
      this.#left.set(text, left);
      if (left > 0) continue;
      this.#sent.delete(text);
      this.#done.get(text)?.();
    }
  }
}

/** Listens to a stream of server-sent events until it is stopped; settles once the stream is open. */
export async function hearStream(
  address: string,
  headers: Readonly<Record<string, string>>,
  arrivals: Arrivals,
): Promise<() => void> {
  const stopper = new AbortController();
  const answer = await fetch(address, { headers, signal: stopper.signal });
  if (!answer.ok || answer.body === null) throw new Error(`no stream: ${answer.status}`);
  const read = async (body: ReadableStream<Uint8Array>) => {
    const decoder = new TextDecoder();
    let kept = "";
    for await (const bytes of body) {
      const events = (kept + decoder.decode(bytes, { stream: true })).split("\n\n");
      kept = events.pop() ?? "";
      for (const event of events) arrivals.hear(event);
    }
  };
  read(answer.body).catch(() => undefined);
  return () => stopper.abort();
}

/** Listens to a channel of PostgreSQL, as the floor of a stream. */
export async function hearChannel(
  client: ClientBase,
  channel: string,
  arrivals: Arrivals,
): Promise<void> {
  client.on("notification", ({ payload }) => arrivals.hear(payload ?? ""));
  await client.query(`listen ${channel}`);
}
