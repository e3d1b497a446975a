import { useEffect, useRef } from "react";

interface Undoing {
  readonly undo: () => Promise<unknown>;
  readonly redo: () => Promise<unknown>;
}

/** Whether typing goes into this element, so that undo keys are the element's own. */
export function takesTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input:not([type=checkbox]), textarea, select");
}

/** Ctrl+Z and Ctrl+Y (or Ctrl+Shift+Z) anywhere but where somebody types. */
export function useUndoKeys(changes: Undoing): void {
  const newest = useRef(changes);
  useEffect(() => {
    newest.current = changes;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return;
      if (takesTyping(event.target) || document.querySelector("dialog[open]") !== null) return;
      const key = event.key.toLowerCase();
      const redo = key === "y" || (key === "z" && event.shiftKey);
      if (!redo && key !== "z") return;
      event.preventDefault();
      // What is refused is told by the change's own messages.
      void (redo ? newest.current.redo() : newest.current.undo()).catch(() => {});
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}
