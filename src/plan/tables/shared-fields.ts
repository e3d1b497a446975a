import { bureaus, marks } from "../field-spec.ts";

/** The name of a row. */
export const id = { type: "id", required: true, meaning: "Unique name of the row." } as const;
/** Where it is said. */
export const source = { type: "text", meaning: "The document or law that says so." } as const;
/** How sure it is. */
export const mark = {
  type: "choice",
  values: marks,
  default: "assumed",
  meaning: "How sure it is: checked, from knowledge, said by a document, or assumed.",
} as const;
/** What a row rests on. */
export const assumptionsField = {
  type: "references",
  to: "assumptions",
  meaning: "The assumptions on which the row rests; it falls when one fails.",
} as const;
/** Who may see it. */
export const handling = {
  type: "choice",
  values: ["public", "internal", "restricted"],
  default: "public",
  meaning: "Who may see the row. Unclassified data only.",
} as const;
/** A scope by accounts. */
export const accountFilter = {
  type: "accounts",
  meaning: "Only money of these accounts; all accounts when empty.",
} as const;
/** A scope by partners. */
export const partnerFilter = {
  type: "references",
  to: "partners",
  meaning: "Only money for these partners; all partners when empty.",
} as const;
/** A scope by initiatives. */
export const initiativeFilter = {
  type: "references",
  to: "initiatives",
  meaning: "Only money for these initiatives; all when empty.",
} as const;
/** A scope by bureaus. */
export const bureauFilter = {
  type: "choices",
  values: bureaus,
  meaning: "Only money for partners of these State bureaus; all when empty.",
} as const;
/** A scope by focus. */
export const focusFilter = {
  type: "choices",
  values: ["tactical", "operational", "institutional"],
  meaning: "Only initiatives of this focus; all when empty.",
} as const;

/** Whether the row is made up. */
export const illustrative = {
  type: "boolean",
  default: false,
  meaning: "Made up to show the system.",
} as const;
