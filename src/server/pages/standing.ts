import type { z } from "zod";
import type { Allocation } from "../../allocate/allocation.ts";
import type { allocationSummarySchema } from "../../api/job-schemas.ts";
import type { Briefing } from "../../report/briefing.ts";

/** An allocation in a list, as the API tells it. */
export type AllocationSummary = z.output<typeof allocationSummarySchema>;

/** The newest allocation that the caller may see, with what is said of it. */
export interface Standing {
  readonly summary: AllocationSummary;
  readonly allocation: Allocation;
  /** Nothing where none was written. */
  readonly briefing: Briefing | null;
}
