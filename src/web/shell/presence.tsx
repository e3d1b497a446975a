import { useEffect } from "react";
import { useLocation } from "wouter";
import { useLive } from "../live/live-context.tsx";
import { usePlan } from "../plan-context.tsx";
import { client } from "../queries/api.ts";
import { othersHere } from "./presence-words.ts";

const renewal = 15_000;

/** Says where this window is looking, and who else is here: “Ana and Ben are here”. */
export function Presence() {
  const { plan, branch, me } = usePlan();
  const { people, window, connection } = useLive();
  const [page] = useLocation();
  useEffect(() => {
    if (connection !== "live") return;
    const tell = () =>
      void client
        .call("putPresence", { params: { plan }, body: { window, page, branch } })
        // Who is here is no work of anybody's: what cannot be told now is told at the next renewal.
        .catch(() => {});
    tell();
    const timer = setInterval(tell, renewal);
    return () => clearInterval(timer);
  }, [plan, branch, window, page, connection]);
  const words = othersHere(people, me.id);
  return (
    <p className="presence" role="status">
      {words}
    </p>
  );
}
