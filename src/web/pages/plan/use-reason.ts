import { useEffect, useState } from "react";
import { keepWriting, ownWriting } from "../../own-writing.ts";

/** The reason that this person gives for their edits; kept while the browser's tab is open. */
export function useReason(plan: string): readonly [string, (reason: string) => void] {
  const key = `${ownWriting}reason/${plan}`;
  const [reason, setReason] = useState(() => sessionStorage.getItem(key) ?? "");
  useEffect(() => {
    keepWriting(sessionStorage, key, reason);
  }, [key, reason]);
  return [reason, setReason];
}
