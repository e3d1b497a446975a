/**
 * Loaded before the tests of a file: ends their process where it goes on and on, such as for a server that a test that
 * failed has left open, and says what kept it.
 *
 * A test that hangs is given up before, by the runner; see `run-tests.ts`, which sets the limit.   Unit: milliseconds.
 */
const limit = Number(process.env.ENTENTE_FILE_LIMIT);
const timer = setTimeout(() => {
  const kept = [...new Set(process.getActiveResourcesInfo())].join(", ");
  process.stderr.write(`FAILED: ${process.argv[1]} did not end. It waits for: ${kept}\n`);
  process.exit(1);
}, limit);
timer.unref();
