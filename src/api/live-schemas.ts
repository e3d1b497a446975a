import { z } from "zod";
import { changeSchema } from "./change-schemas.ts";
import { jobSchema } from "./job-schemas.ts";
import { presentSchema } from "./people-schemas.ts";
import { idSchema, seqSchema } from "./value-schemas.ts";

/** What the stream of a plan tells, as server-sent events whose `event` is `kind` and whose `data` is this as JSON. */
export const liveEventSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("change"), change: changeSchema }),
  z.object({ kind: z.literal("presence"), people: presentSchema.shape.people }),
  z.object({ kind: z.literal("job"), job: jobSchema.omit({ result: true }) }),
  /** What is found in the plan was worked out anew. */
  z.object({ kind: z.literal("findings"), branch: idSchema, seq: seqSchema }),
]);

/** Something that happened in a plan, as its stream tells it. */
export type LiveEvent = z.output<typeof liveEventSchema>;
