import type { AnswerOf } from "../../../api/client.ts";

/** What the API says of a partner. */
export type PartnerAnswer = AnswerOf<"readPartner">;
