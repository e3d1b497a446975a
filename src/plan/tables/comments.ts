import type { TableSpec } from "../field-spec.ts";
import { handling, id, illustrative } from "./shared-fields.ts";

/** What people say to each other about rows of the plan. */
export const commentTables = {
  comments: {
    meaning:
      "What people say about a row, a cell or a case, in threads. Never changed, only added to: a later row corrects, withdraws or resolves an earlier one. Whoever sees the row sees what is said of it.",
    fields: {
      id,
      on_table: { type: "text", required: true, meaning: "In which table the row is." },
      on_row: { type: "text", required: true, meaning: "About which row; a case is a row, too." },
      on_field: { type: "text", meaning: "About which field of it, if about one." },
      act: {
        type: "choice",
        values: ["comment", "correction", "withdrawal", "resolution", "reopening"],
        default: "comment",
        meaning:
          "What it does: say something, replace or take back what its author said, or settle the thread or open it again.",
      },
      answers: {
        type: "reference",
        to: "comments",
        meaning: "The comment that it answers, corrects or withdraws; for a thread, its first.",
      },
      author: { type: "text", required: true, meaning: "Who says it." },
      at: {
        type: "text",
        required: true,
        meaning: "When: an instant such as `2020-12-28T15:00:00Z`.",
      },
      text: {
        type: "text",
        prose: true,
        required: true,
        meaning:
          "What is said, up to 5,000 characters; of a withdrawal, resolution or reopening, why.",
      },
      mentions: {
        type: "text",
        meaning: "The people and offices to whom it is said, by name or code, with semicolons.",
      },
      illustrative,
      handling,
    },
  },
} as const satisfies Readonly<Record<string, TableSpec>>;
