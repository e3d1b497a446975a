import { Link } from "wouter";
import { WaitSign } from "./grid-signs.tsx";

/** A case that keeps the money of a row. */
export interface HeldRow {
  readonly href: string;
  /** Such as `Money waits for a case: Romania, coastal defense (asked for)`. */
  readonly words: string;
}

/** A quiet mark before a row whose money a case keeps, which leads to the case. */
export function HeldMark({ held }: { readonly held: HeldRow }) {
  return (
    <Link className="grid-held" href={held.href} tabIndex={-1} title={held.words}>
      <WaitSign />
      <span className="usa-sr-only">{held.words}</span>
    </Link>
  );
}
