import type { WhyKind } from "../../parts/why-link.tsx";

/** What is asked about: a row of the plan, an account, or a sum. */
export interface WhyAsked {
  readonly kind: Exclude<WhyKind, "total">;
  readonly id: string;
}
