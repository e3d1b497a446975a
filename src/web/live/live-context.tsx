import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { LiveEvent } from "../../api/live-schemas.ts";
import { usePlan } from "../plan-context.tsx";
import { applyEvent } from "./apply-event.ts";
import type { Connection, PresentPerson } from "./live-event.ts";
import { openStream } from "./stream.ts";

interface Live {
  readonly connection: Connection;
  readonly people: readonly PresentPerson[];
  /** This window's name among all windows. */
  readonly window: string;
  readonly listen: (listener: (event: LiveEvent) => void) => () => void;
}

const LiveContext = createContext<Live | null>(null);

/** The open plan's stream: connection, who is there, and a way to listen.   Errors: throws outside a plan's pages. */
export function useLive(): Live {
  const live = use(LiveContext);
  if (live === null) throw new Error("useLive is called outside a plan's pages.");
  return live;
}

/** Calls `listener` for everything that happens in the open plan, this person's own doings included. */
export function useLiveEvents(listener: (event: LiveEvent) => void): void {
  const { listen } = useLive();
  const newest = useRef(listener);
  useEffect(() => {
    newest.current = listener;
  });
  useEffect(() => listen((event) => newest.current(event)), [listen]);
}

/** Keeps the open plan's stream open and its answers fresh. */
export function LiveProvider(props: { readonly children: ReactNode }) {
  const { plan, head } = usePlan();
  const [connection, setConnection] = useState<Connection>("connecting");
  const [people, setPeople] = useState<readonly PresentPerson[]>([]);
  const [window] = useState(() => crypto.randomUUID());
  const listeners = useRef(new Set<(event: LiveEvent) => void>());
  const firstSeq = useRef(head.seq);
  const listen = useCallback((listener: (event: LiveEvent) => void) => {
    listeners.current.add(listener);
    return () => void listeners.current.delete(listener);
  }, []);
  useEffect(
    () =>
      openStream({
        plan,
        window,
        since: firstSeq.current,
        onConnection: setConnection,
        onEvent: (event) => {
          if (event.kind === "presence") setPeople(event.people);
          applyEvent(plan, event);
          for (const listener of listeners.current) listener(event);
        },
      }),
    [plan, window],
  );
  const live = useMemo(
    () => ({ connection, people, window, listen }),
    [connection, people, window, listen],
  );
  return <LiveContext value={live}>{props.children}</LiveContext>;
}
