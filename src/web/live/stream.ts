import type { LiveEvent } from "../../api/live-schemas.ts";
import { askAnew, client } from "../queries/api.ts";
import type { Connection } from "./live-event.ts";

const kinds = ["change", "presence", "job", "findings"] as const;
const longestWait = 15_000;

/** How a stream is opened and whom it tells. */
export interface StreamOptions {
  readonly plan: string;
  readonly window: string;
  /** The last change that the page knows. */
  readonly since: number;
  readonly onConnection: (connection: Connection) => void;
  readonly onEvent: (event: LiveEvent) => void;
}

/**
 * Opens a plan's stream and keeps it open until the returned function is called.
 *
 * After a loss it asks again from the last change it knows, at once when the machine is online again, else after a
 * wait that doubles.
 */
export function openStream(options: StreamOptions): () => void {
  let source: EventSource | undefined;
  let since = options.since;
  let wait = 500;
  let lost = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const receive = (message: MessageEvent<string>) => {
    const event = JSON.parse(message.data) as LiveEvent;
    if (event.kind === "change") since = Math.max(since, event.change.seq);
    options.onEvent(event);
  };
  const open = () => {
    clearTimeout(timer);
    source?.close();
    source = new EventSource(
      client.address(
        "/plans/:plan/live",
        { plan: options.plan },
        { since, window: options.window },
      ),
    );
    source.onopen = () => {
      wait = 500;
      options.onConnection("live");
      // Answers that failed or grew old while the stream was lost; what changed arrives by itself.
      if (lost) void askAnew(options.plan);
      lost = false;
    };
    source.onerror = () => {
      lost = true;
      source?.close();
      options.onConnection("lost");
      timer = setTimeout(open, wait);
      wait = Math.min(wait * 2, longestWait);
    };
    for (const kind of kinds) source.addEventListener(kind, receive);
  };
  const leave = () => {
    lost = true;
    options.onConnection("lost");
  };
  addEventListener("online", open);
  addEventListener("offline", leave);
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
    removeEventListener("online", open);
    removeEventListener("offline", leave);
  };
}
