import type { ServerResponse } from "node:http";
import type { LiveEvent } from "./live-hub.ts";

/** A stream of server-sent events to one page. */
export interface EventStream {
  readonly send: (event: LiveEvent, id?: number) => void;
  /** A line that keeps proxies from closing a silent stream. */
  readonly beat: () => void;
  readonly end: () => void;
}

/** Bytes that wait for a page at most; one that takes nothing any more is let go, and asks again when it is back. */
const mostWaiting = 4_000_000;

/** Opens a stream on a response whose headers are not sent yet. */
export function openEventStream(
  response: ServerResponse,
  headers: Readonly<Record<string, string>>,
): EventStream {
  response.writeHead(200, {
    ...headers,
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    // Told to proxies that would gather the answer before they pass it on.
    "x-accel-buffering": "no",
    connection: "keep-alive",
  });
  response.flushHeaders();
  const write = (text: string) => {
    if (response.writableEnded || response.destroyed) return;
    if (response.writableLength > mostWaiting) response.destroy();
    else response.write(text);
  };
  write("retry: 2000\n\n");
  return {
    send: (event, id) => {
      const number = id === undefined ? "" : `id: ${id}\n`;
      // JSON has no line breaks of its own, so that one line of data holds all of it.
      write(`${number}event: ${event.kind}\ndata: ${JSON.stringify(event)}\n\n`);
    },
    beat: () => write(": still here\n\n"),
    end: () => void response.end(),
  };
}
