import { z } from "zod";
import { type Address, addresses } from "./addresses.ts";
import {
  assessmentQuerySchema,
  assessmentSchema,
  calendarQuerySchema,
  calendarSchema,
  caseListSchema,
  casePageSchema,
  casesOnSchema,
  casesQuerySchema,
  madeActSchema,
  newActSchema,
  newCaseSchema,
  newEvidenceSchema,
  newVerdictSchema,
} from "./case-schemas.ts";
import {
  branchComparisonSchema,
  changeSchema,
  changesPageSchema,
  changesQuerySchema,
  joinBranchSchema,
  joinedBranchSchema,
  madeChangeSchema,
  newBranchSchema,
  newChangeSchema,
  putBranchSchema,
} from "./change-schemas.ts";
import {
  commentListSchema,
  commentsQuerySchema,
  madeCommentSchema,
  newCommentSchema,
} from "./comment-schemas.ts";
import {
  allocationSchema,
  allocationSummarySchema,
  jobSchema,
  newJobSchema,
} from "./job-schemas.ts";
import {
  comparisonSchema,
  overviewSchema,
  partnerListSchema,
  partnerPageSchema,
  proposalAnswerSchema,
  proposalSchema,
  strategyPageSchema,
} from "./page-schemas.ts";
import {
  meSchema,
  personSchema,
  presenceSchema,
  presentSchema,
  putPersonSchema,
} from "./people-schemas.ts";
import {
  branchHeadSchema,
  findingsSchema,
  planHeadSchema,
  planSummarySchema,
  putHeadSchema,
  rowSchema,
  tableFieldsSchema,
  tablePageSchema,
  tableQuerySchema,
} from "./plan-schemas.ts";
import { type Method, type Route, route } from "./route.ts";
import { branchSchema, idSchema, seqSchema, tableSchema } from "./value-schemas.ts";

function partsOf(address: Address): { readonly method: Method; readonly path: `/${string}` } {
  const [method, path] = address.split(" ") as [Method, `/${string}`];
  return { method, path };
}

const none = z.object({});
const nothing = z.undefined();
const ofPlan = z.object({ plan: idSchema });
const ofCase = ofPlan.extend({ case: idSchema });
const onBranch = z.object({ branch: branchSchema });

function get<P extends z.ZodType, Q extends z.ZodType, R extends z.ZodType>(
  address: Address,
  summary: string,
  params: P,
  query: Q,
  response: R,
  about = "",
) {
  const answer = { status: 200, response } as const;
  return route({
    ...partsOf(address),
    summary,
    about,
    access: "signed_in",
    params,
    query,
    body: nothing,
    ...answer,
  });
}

function send<P extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  address: Address,
  status: 200 | 201 | 202,
  summary: string,
  params: P,
  body: B,
  response: R,
  about = "",
) {
  return route({
    ...partsOf(address),
    summary,
    about,
    access: "signed_in",
    params,
    query: none,
    body,
    status,
    response,
  });
}

/** Every route of the API, by the name under which the typed client calls it. */
export const routes = {
  readMe: get(addresses.readMe, "Who asks", none, none, meSchema),
  signOut: send(
    addresses.signOut,
    200,
    "Sign out",
    none,
    none,
    z.object({ next: z.string() }),
    "`next` is where to go: the page on which the provider of sign-in ends its session, where it has one.",
  ),
  listPlans: get(
    addresses.listPlans,
    "The plans that the caller may see",
    none,
    none,
    z.object({ plans: z.array(planSummarySchema) }),
  ),
  listFields: get(
    addresses.listFields,
    "The table of fields of every table",
    none,
    none,
    z.object({ tables: z.array(tableFieldsSchema) }),
  ),
  readPlan: get(addresses.readPlan, "The head of a plan", ofPlan, none, planHeadSchema),
  putHead: send(
    addresses.putHead,
    200,
    "Change what the head of a plan says",
    ofPlan,
    putHeadSchema,
    planHeadSchema,
    "What is left out stays as it is. The change stands in the history with what it was before.",
  ),
  readTable: get(
    addresses.readTable,
    "Rows of a table",
    ofPlan.extend({ table: tableSchema }),
    tableQuerySchema,
    tablePageSchema,
    "The answer's ETag is the branch's last change. Pages follow each other by `next`.",
  ),
  readRow: get(
    addresses.readRow,
    "One row",
    ofPlan.extend({ table: tableSchema, row: idSchema }),
    onBranch,
    rowSchema,
    "The answer's ETag is the row's version.",
  ),
  putRow: send(
    addresses.putRow,
    200,
    "Change one row",
    ofPlan.extend({ table: tableSchema, row: idSchema }),
    z.object({
      branch: branchSchema,
      reason: z.string().min(1).max(2000),
      cells: z.record(z.string(), z.string().nullable()),
    }),
    madeChangeSchema,
    "Send the row's ETag as If-Match; where the row has another version by now, the answer is 412 and shows both sides.",
  ),
  readFindings: get(
    addresses.readFindings,
    "Everything found in the plan",
    ofPlan,
    onBranch,
    findingsSchema,
  ),
  makeChange: send(
    addresses.makeChange,
    201,
    "Change cells, all or none",
    ofPlan,
    newChangeSchema,
    madeChangeSchema,
    "Where a cell no longer holds its `before`, the answer is 412 and shows both sides. With If-Match, any other change of the branch refuses too.",
  ),
  listChanges: get(
    addresses.listChanges,
    "Who changed what, when and why",
    ofPlan,
    changesQuerySchema,
    changesPageSchema,
  ),
  readChange: get(
    addresses.readChange,
    "One change with all its edits",
    ofPlan.extend({ seq: z.coerce.number().int() }),
    none,
    changeSchema,
  ),
  undoChange: send(
    addresses.undoChange,
    201,
    "Undo a change by its inverse",
    ofPlan.extend({ seq: z.coerce.number().int() }),
    z.object({ reason: z.string().min(1).max(2000).default("Undo") }),
    madeChangeSchema,
  ),
  createBranch: send(
    addresses.createBranch,
    201,
    "Begin a scenario",
    ofPlan,
    newBranchSchema,
    branchHeadSchema,
  ),
  putBranch: send(
    addresses.putBranch,
    200,
    "Drop a scenario, or take it up again",
    ofPlan.extend({ branch: idSchema }),
    putBranchSchema,
    branchHeadSchema,
    "A dropped scenario is no longer offered; its changes stay in the history.",
  ),
  compareBranches: get(
    addresses.compareBranches,
    "A branch beside another, cell by cell",
    ofPlan.extend({ branch: idSchema }),
    z.object({ with: idSchema.default("main") }),
    branchComparisonSchema,
  ),
  rebaseBranch: send(
    addresses.rebaseBranch,
    200,
    "Put a scenario on the plan as it stands now",
    ofPlan.extend({ branch: idSchema }),
    joinBranchSchema,
    joinedBranchSchema,
  ),
  mergeBranch: send(
    addresses.mergeBranch,
    200,
    "Take a scenario into the plan",
    ofPlan.extend({ branch: idSchema }),
    joinBranchSchema,
    joinedBranchSchema,
  ),
  startJob: send(
    addresses.startJob,
    202,
    "Ask for work that takes a while",
    ofPlan,
    newJobSchema,
    jobSchema,
  ),
  listJobs: get(
    addresses.listJobs,
    "Work asked for, the newest first",
    ofPlan,
    none,
    z.object({ jobs: z.array(jobSchema) }),
  ),
  readJob: get(
    addresses.readJob,
    "How far a job is, and its answer",
    ofPlan.extend({ job: idSchema }),
    none,
    jobSchema,
  ),
  cancelJob: send(
    addresses.cancelJob,
    200,
    "Cancel a job; a search keeps the best plan so far",
    ofPlan.extend({ job: idSchema }),
    none,
    jobSchema,
  ),
  listAllocations: get(
    addresses.listAllocations,
    "Allocations, the newest first",
    ofPlan,
    z.object({ branch: idSchema.optional() }),
    z.object({ allocations: z.array(allocationSummarySchema) }),
  ),
  readAllocation: get(
    addresses.readAllocation,
    "An allocation with all that is said of it",
    ofPlan.extend({ allocation: idSchema }),
    none,
    allocationSchema,
  ),
  compareAllocations: get(
    addresses.compareAllocations,
    "Two allocations side by side",
    ofPlan,
    z.object({ left: idSchema.describe("an allocation, or `record`"), right: idSchema }),
    comparisonSchema,
  ),
  readOverview: get(
    addresses.readOverview,
    "What the plan buys and what needs attention",
    ofPlan,
    onBranch,
    overviewSchema,
  ),
  readStrategy: get(
    addresses.readStrategy,
    "The cascade with weights, money and marks",
    ofPlan,
    onBranch,
    strategyPageSchema,
  ),
  listPartners: get(
    addresses.listPartners,
    "Every partner with its money by year",
    ofPlan,
    onBranch,
    partnerListSchema,
  ),
  readPartner: get(
    addresses.readPartner,
    "Everything about one partner",
    ofPlan.extend({ partner: idSchema }),
    onBranch,
    partnerPageSchema,
  ),
  checkProposal: send(
    addresses.checkProposal,
    200,
    "What is missing, unlawful or already proposed",
    ofPlan,
    proposalSchema,
    proposalAnswerSchema,
  ),
  listCases: get(
    addresses.listCases,
    "Cases on a day, by office, kind, partner or state",
    ofPlan,
    casesQuerySchema,
    caseListSchema,
  ),
  openCase: send(addresses.openCase, 201, "Open a case", ofPlan, newCaseSchema, madeActSchema),
  readCase: get(
    addresses.readCase,
    "A case: who must act by when, what may be done, what was signed and has changed since",
    ofCase,
    casesOnSchema,
    casePageSchema,
    "The answer's ETag stands for the case and all that is signed in it.",
  ),
  actInCase: send(
    addresses.actInCase,
    201,
    "Act in a case for an office",
    ofCase,
    newActSchema,
    madeActSchema,
    "Send the case's ETag as If-Match, so that nobody signs what they have not seen: where the case or its package has changed, the answer is 412.",
  ),
  addEvidence: send(
    addresses.addEvidence,
    201,
    "Add evidence to a case",
    ofCase,
    newEvidenceSchema,
    madeActSchema,
  ),
  readCalendar: get(
    addresses.readCalendar,
    "Days on which something falls due or becomes free",
    ofPlan,
    calendarQuerySchema,
    calendarSchema,
  ),
  readAssessment: get(
    addresses.readAssessment,
    "What the assessment finds, with the verdicts of people",
    ofPlan,
    assessmentQuerySchema,
    assessmentSchema,
  ),
  giveVerdict: send(
    addresses.giveVerdict,
    201,
    "Give a verdict on a finding of the assessment",
    ofPlan,
    newVerdictSchema,
    madeChangeSchema,
  ),
  listComments: get(
    addresses.listComments,
    "What people say to each other about rows, in threads",
    ofPlan,
    commentsQuerySchema,
    commentListSchema,
    "Whoever sees a row sees what is said of it.",
  ),
  addComment: send(
    addresses.addComment,
    201,
    "Say something about a row, answer it, correct it, take it back, or settle a thread",
    ofPlan,
    newCommentSchema,
    madeCommentSchema,
    "Comments are only added to. Whoever may change something of the plan may comment on every row that they see.",
  ),
  listPeople: get(
    addresses.listPeople,
    "Who may do what",
    ofPlan,
    none,
    z.object({ people: z.array(personSchema), agencies: z.array(z.string()) }),
  ),
  putPerson: send(
    addresses.putPerson,
    200,
    "Add a person, or give other grants",
    ofPlan.extend({ person: idSchema }),
    putPersonSchema,
    personSchema,
  ),
  putPresence: send(
    addresses.putPresence,
    200,
    "Say where one is looking",
    ofPlan,
    presenceSchema,
    presentSchema,
  ),
} as const satisfies Readonly<Record<string, Route>>;

/** The stream of a plan's changes, presence and work; `since` sends again what was missed after that change. */
export const liveRoute = {
  method: "GET",
  path: "/plans/:plan/live",
  summary: "Changes, presence and work as they happen (server-sent events)",
  params: ofPlan,
  query: z.object({
    since: z.coerce.number().int().optional(),
    window: z.string().max(100).optional(),
  }),
} as const;

/** Files beside the JSON: a plan as a zipped folder, with `history=true` also its whole log. */
export const exportRoute = {
  method: "GET",
  path: "/plans/:plan/export",
  summary: "The plan as a zipped folder",
  params: ofPlan,
  query: z.object({ history: z.stringbool().default(false), branch: idSchema.optional() }),
} as const;

/** The name of a route. */
export type RouteName = keyof typeof routes;
/** A change's number in an address. */
export const seqParameter = seqSchema;
