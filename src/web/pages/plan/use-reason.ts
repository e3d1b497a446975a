import { useEffect, useState } from "react";

/** The reason that this person gives for their edits; kept while the browser's tab is open. */
export function useReason(plan: string): readonly [string, (reason: string) => void] {
  const key = `entente-reason-${plan}`;
  const [reason, setReason] = useState(() => sessionStorage.getItem(key) ?? "");
  useEffect(() => sessionStorage.setItem(key, reason), [key, reason]);
  return [reason, setReason];
}
