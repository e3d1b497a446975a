/** Verb and path of every route, under `/api/v1`, by the name under which it is called; `:names` are parameters. */
export const addresses = {
  readMe: "GET /me",
  signOut: "POST /sign-out",
  listPlans: "GET /plans",
  listFields: "GET /fields",
  readPlan: "GET /plans/:plan",
  putHead: "PUT /plans/:plan/head",
  readTable: "GET /plans/:plan/tables/:table",
  readRow: "GET /plans/:plan/rows/:table/:row",
  putRow: "PUT /plans/:plan/rows/:table/:row",
  readFindings: "GET /plans/:plan/findings",
  makeChange: "POST /plans/:plan/changes",
  listChanges: "GET /plans/:plan/changes",
  readChange: "GET /plans/:plan/changes/:seq",
  undoChange: "POST /plans/:plan/changes/:seq/undo",
  createBranch: "POST /plans/:plan/branches",
  putBranch: "PUT /plans/:plan/branches/:branch",
  compareBranches: "GET /plans/:plan/branches/:branch/compare",
  rebaseBranch: "POST /plans/:plan/branches/:branch/rebase",
  mergeBranch: "POST /plans/:plan/branches/:branch/merge",
  startJob: "POST /plans/:plan/jobs",
  listJobs: "GET /plans/:plan/jobs",
  readJob: "GET /plans/:plan/jobs/:job",
  cancelJob: "DELETE /plans/:plan/jobs/:job",
  listAllocations: "GET /plans/:plan/allocations",
  readAllocation: "GET /plans/:plan/allocations/:allocation",
  compareAllocations: "GET /plans/:plan/compare",
  readOverview: "GET /plans/:plan/overview",
  readStrategy: "GET /plans/:plan/strategy",
  listPartners: "GET /plans/:plan/partners",
  readPartner: "GET /plans/:plan/partners/:partner",
  checkProposal: "POST /plans/:plan/proposals/check",
  listCases: "GET /plans/:plan/cases",
  openCase: "POST /plans/:plan/cases",
  readCase: "GET /plans/:plan/cases/:case",
  actInCase: "POST /plans/:plan/cases/:case/acts",
  addEvidence: "POST /plans/:plan/cases/:case/evidence",
  readCalendar: "GET /plans/:plan/calendar",
  listPeople: "GET /plans/:plan/people",
  putPerson: "PUT /plans/:plan/people/:person",
  putPresence: "PUT /plans/:plan/presence",
} as const;

/** A verb with a path. */
export type Address = (typeof addresses)[keyof typeof addresses];

/** What every path begins with. */
export const apiRoot = "/api/v1";
