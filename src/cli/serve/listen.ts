import type { Finding } from "../../base/findings.ts";
import { reportServe } from "./finding-kinds.ts";

/** The port of the workbench, where no other is asked for. */
export const usualPort = 4380;

/** Ports that are tried after the usual one. */
const furtherPorts = 20;

/**
 * Starts to listen on a port; where none was asked for, on the usual one or the next that is free.
 *
 * Errors: a finding where the port is taken, or the machine cannot listen on that address.
 */
export async function listenWith<T>(
  { host, port }: { readonly host: string; readonly port: number | undefined },
  start: (port: number) => Promise<T>,
): Promise<{ readonly running: T } | { readonly finding: Finding }> {
  const first = port ?? usualPort;
  const last = port === undefined ? usualPort + furtherPorts : first;
  for (let at = first; ; at += 1) {
    try {
      return { running: await start(at) };
    } catch (error) {
      const code = error instanceof Error && "code" in error ? String(error.code) : "";
      if (code === "EADDRINUSE" && at < last) continue;
      if (code === "EADDRINUSE") return { finding: describeTaken(at) };
      if (!/^(EACCES|EADDRNOTAVAIL|ENOTFOUND)$/.test(code)) throw error;
      return { finding: describeUnusable(`${host}:${at}`, code) };
    }
  }
}

function describeTaken(port: number): Finding {
  return reportServe(
    "port_taken",
    { field: "--port" },
    {
      found: `port ${port}, on which another program listens`,
      expected: "a port that is free",
      help: "End the other program, or name another port with --port.",
    },
  );
}

function describeUnusable(address: string, code: string): Finding {
  return reportServe(
    "address_unusable",
    { field: "--host" },
    {
      found: `\`${address}\`, of which the system says \`${code}\``,
      expected: "an address of this machine, and a port that this user may listen on",
      help: "Name 127.0.0.1, and a port above 1023.",
    },
  );
}
