import { type FindingKinds, reporter } from "../base/findings.ts";

const error = (meaning: string) => ({ severity: "error", meaning }) as const;
const warning = (meaning: string) => ({ severity: "warning", meaning }) as const;

/** Kinds of findings about requests to the server. */
export const serverFindingKinds = {
  route_unknown: error("The API has nothing under this verb and address."),
  request_malformed: error("A part of the request is missing or has the wrong form."),
  request_not_json: error("The body of the request cannot be read as JSON."),
  request_too_large: error("The body of the request is larger than this route takes."),
  requests_too_many: error("Too many requests came from one place in a minute."),
  not_signed_in: error("The request comes from nobody who is signed in."),
  csrf_token_wrong: error("The request lacks the token that a page of this server sends along."),
  origin_foreign: error("The request comes from a page of another server."),
  host_foreign: error("The request names a host that this server does not answer for."),
  not_there: error("There is nothing of that name, or nothing that the caller may see."),
  version_required: error("A row is to be replaced, and nobody says which version was seen."),
  version_stale: error("The row or branch has changed since the version that the caller saw."),
  act_in_future: error("An act is dated on a day that has not come."),
  mention_unknown: error("A comment names somebody who has no part in the plan."),
  comparison_impossible: error("Two allocations cannot be laid side by side any more."),
  server_defect: error("A defect of the program, not of the request."),
  proposal_alike: warning("Another proposal has the same partner, purpose and years."),
  proposal_unpaid: error("No account that is asked may lawfully pay for the proposal."),
} as const satisfies FindingKinds;

/** Makes a finding of this folder. */
export const report = reporter(serverFindingKinds);
