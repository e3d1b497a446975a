/** Arguments of Node for a process that is to end by {@link endAfter}.   Unit of `limit`: milliseconds. */
export function endingAfter(limit: number): string[] {
  const code = `import { endAfter } from ${JSON.stringify(import.meta.url)}; endAfter(${limit});`;
  return ["--import", `data:text/javascript,${encodeURIComponent(code)}`];
}

/**
 * Ends this process where it goes on and on, such as for a server that a test that failed has left open, and says what
 * kept it.
 */
export function endAfter(limit: number): void {
  const timer = setTimeout(() => {
    const kept = [...new Set(process.getActiveResourcesInfo())].join(", ");
    process.stderr.write(`FAILED: ${process.argv[1]} did not end. It waits for: ${kept}\n`);
    process.exit(1);
  }, limit);
  timer.unref();
}
