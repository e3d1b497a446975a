import { createContext, use } from "react";
import type { AnswerOf } from "../../../api/client.ts";
import type { ApiFinding } from "../../parts/finding-list.tsx";
import type { Draft } from "./draft.ts";
import type { DraftAction } from "./draft-actions.ts";

/** What the API says of a proposal. */
export type ProposalAnswer = AnswerOf<"checkProposal">;

/** A field as the table of fields has it. */
export type FieldOfTable = AnswerOf<"listFields">["tables"][number]["fields"][number];

/** What the parts of the form share. */
export interface ProposalForm {
  /** A field of a table: what it means, whether it is required, which values it may hold. */
  readonly fieldOf: (table: string, field: string) => FieldOfTable | undefined;
  readonly draft: Draft;
  readonly act: (action: DraftAction) => void;
  /** What is found at a field, by the id of the field in the page. */
  readonly foundAt: (place: string) => readonly ApiFinding[];
  /** Notes that somebody has been at a field, so that it is told when it lacks something. */
  readonly touch: (place: string) => void;
  /** What the API said last; nothing until it has. */
  readonly answer: ProposalAnswer | undefined;
}

const FormContext = createContext<ProposalForm | null>(null);

/** Gives the parts inside what they share. */
export const ProposalFormProvider = FormContext.Provider;

/** What the parts of the form share.   Errors: throws outside a form. */
export function useForm(): ProposalForm {
  const form = use(FormContext);
  if (form === null) throw new Error("useForm is called outside a proposal's form.");
  return form;
}
