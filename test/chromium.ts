import chromium from "@sparticuz/chromium";
import { type Browser, chromium as driver } from "playwright-core";

/** In a single process the browser dies with the first context that is closed. */
const ownProcesses = chromium.args.filter((argument) => argument !== "--single-process");

/**
 * A real Chromium that talks to nobody by itself.
 *
 * It runs without its sandbox, so that the tests also run as root; they only open pages of our own.
 */
export async function launchChromium(): Promise<Browser> {
  return driver.launch({
    executablePath: await chromium.executablePath(),
    args: [...ownProcesses, "--no-sandbox", "--disable-background-networking"],
    headless: true,
  });
}
