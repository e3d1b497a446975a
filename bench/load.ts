import autocannon from "autocannon";
import { quantile } from "./trace.ts";

/** How fast something answered under load. */
export interface Load {
  readonly per_second: number;
  /** Unit: milliseconds. */
  readonly median: number;
  readonly slow: number;
  readonly failed: number;
}

/** A request of a run: the number counts up over all that ask. */
export type MakeRequest = (number: number) => {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** Asks a server from so many connections at once, for some seconds. */
export async function loadServer(
  origin: string,
  connections: number,
  seconds: number,
  make: MakeRequest,
): Promise<Load> {
  let number = 0;
  const result = await autocannon({
    url: origin,
    connections,
    duration: seconds,
    requests: [{ setupRequest: (request) => ({ ...request, ...make(number++) }) }],
  });
  const { requests, latency, non2xx, errors } = result;
  return {
    per_second: requests.average,
    median: latency.p50,
    slow: latency.p97_5,
    failed: non2xx + errors,
  };
}

/** Does the same work again and again, so many at once, for some seconds. */
export async function loadWork(
  lanes: number,
  seconds: number,
  work: (number: number) => Promise<unknown>,
): Promise<Load> {
  const times: number[] = [];
  let number = 0;
  const began = performance.now();
  const end = began + seconds * 1000;
  const lane = async () => {
    while (performance.now() < end) {
      const at = performance.now();
      await work(number++);
      times.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const spent = (performance.now() - began) / 1000;
  return {
    per_second: times.length / spent,
    median: quantile(times, 0.5),
    slow: quantile(times, 0.975),
    failed: 0,
  };
}
