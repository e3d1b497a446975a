/** One line of the log: what was asked and how it ended, and nothing that was sent or answered. */
export interface LogEntry {
  readonly kind: "request" | "defect" | "sign_in" | "note";
  readonly request?: string;
  readonly method?: string;
  /** The pattern of the route, without its parameters. */
  readonly route?: string;
  readonly status?: number;
  readonly milliseconds?: number;
  readonly person?: string;
  /** Of a defect: its kind and where it was thrown, never its message, which may hold what was sent. */
  readonly error?: string;
  readonly stack?: readonly string[];
  readonly words?: string;
}

/** A defect as a line of the log. */
export function entryOfDefect(error: unknown, request: Omit<LogEntry, "kind">): LogEntry {
  const known = error instanceof Error ? error : new Error();
  const code = "code" in known ? String(known.code) : "";
  const stack = (known.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return {
    kind: "defect",
    ...request,
    error: [known.name, code].filter((part) => part !== "").join(" "),
    stack: stack.slice(0, 12).map((line) => line.trim()),
  };
}
