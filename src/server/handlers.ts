import type { Handlers } from "./handler.ts";
import { assessHandlers } from "./routes/assess-routes.ts";
import { branchHandlers } from "./routes/branch-routes.ts";
import { caseHandlers } from "./routes/case-routes.ts";
import { commentHandlers } from "./routes/comment-routes.ts";
import { pageHandlers } from "./routes/page-routes.ts";
import { planHandlers } from "./routes/plan-routes.ts";
import { sessionHandlers } from "./routes/session-routes.ts";
import { workHandlers } from "./routes/work-routes.ts";

/** What answers each route of the contract. */
export const allHandlers: Handlers = {
  ...sessionHandlers,
  ...planHandlers,
  ...branchHandlers,
  ...workHandlers,
  ...pageHandlers,
  ...caseHandlers,
  ...assessHandlers,
  ...commentHandlers,
};
