import { useCallback, useEffect, useRef, useState } from "react";
import { RefusedError } from "../../api/client.ts";
import { useLive } from "../live/live-context.tsx";
import { Notice } from "../parts/notice.tsx";
import { ErrorState } from "../parts/states.tsx";
import { usePlan } from "../plan-context.tsx";
import { useChange } from "./change-context.tsx";
import { keepWaiting, leftBehind, listLeft } from "./waiting-changes.ts";

/** Sends changes that a page left behind before they reached the server, as soon as it can be reached, and says so. */
export function SendLeft() {
  const { plan } = usePlan();
  const { connection } = useLive();
  const { make } = useChange();
  const [count, setCount] = useState(0);
  const [problem, setProblem] = useState<Error | null>(null);
  const busy = useRef(false);
  const newest = useRef(make);
  useEffect(() => {
    newest.current = make;
  });
  const look = useCallback(async () => {
    const tell = () => setCount(listLeft(plan).flatMap(({ changes }) => changes).length);
    tell();
    if (connection !== "live" || busy.current) return;
    busy.current = true;
    try {
      for (const { key, changes } of listLeft(plan)) {
        for (const [at, change] of changes.entries()) {
          await newest.current(change).catch((refused: unknown) => {
            // What cannot reach the server waits on; what it refuses is told, and given up.
            if (!(refused instanceof RefusedError)) throw refused;
            setProblem(refused);
          });
          keepWaiting(key, changes.slice(at + 1));
        }
        keepWaiting(key, []);
      }
    } catch {
      // Lost again: it goes on when the connection is back.
    } finally {
      busy.current = false;
      tell();
    }
  }, [plan, connection]);
  useEffect(() => {
    void look();
    const again = () => void look();
    addEventListener(leftBehind, again);
    return () => removeEventListener(leftBehind, again);
  }, [look]);
  return (
    <div role="status" className="send-left">
      {count > 0 && connection !== "live" && (
        <Notice kind="warning" title="Changes wait for the server">
          {count === 1 ? "One change is" : `${count} changes are`} sent when it can be reached
          again. Keep this tab open.
        </Notice>
      )}
      {problem !== null && <ErrorState problem={problem} />}
    </div>
  );
}
