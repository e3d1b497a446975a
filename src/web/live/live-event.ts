import type { LiveEvent } from "../../api/live-schemas.ts";

/** Somebody who looks at the open plan. */
export type PresentPerson = Extract<LiveEvent, { kind: "presence" }>["people"][number];
/** Whether what others do arrives. */
export type Connection = "connecting" | "live" | "lost";
