import type { z } from "zod";
import type { liveEventSchema } from "../../api/live-schemas.ts";

/** Something that happened in the open plan. */
export type LiveEvent = z.output<typeof liveEventSchema>;
/** Somebody who looks at the open plan. */
export type PresentPerson = Extract<LiveEvent, { kind: "presence" }>["people"][number];
/** Whether what others do arrives. */
export type Connection = "connecting" | "live" | "lost";
