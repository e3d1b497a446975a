import type { ReactNode } from "react";
import { Link } from "wouter";
import { usePlan } from "../plan-context.tsx";

/** What the page Why can explain. */
export type WhyKind = "initiative" | "directive" | "limit" | "account" | "total";

/** A link to why something is as it is. */
export function WhyLink(props: {
  readonly kind: WhyKind;
  readonly id: string;
  /** The allocation that is asked; the newest when absent. */
  readonly allocation?: string;
  readonly children?: ReactNode;
}) {
  const { kind, id, allocation, children } = props;
  const { to } = usePlan();
  return (
    <Link href={to("why", [kind, id], { allocation })}>
      {children ?? (
        <>
          Why<span className="usa-sr-only"> {id}</span>?
        </>
      )}
    </Link>
  );
}
