import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import chromium from "@sparticuz/chromium";
import { type Browser, chromium as driver } from "playwright-core";
import { unpackTar } from "./unpack-tar.ts";

/** In a single process the browser dies with the first context that is closed. */
const ownProcesses = chromium.args.filter((argument) => argument !== "--single-process");

/**
 * A real Chromium that talks to nobody by itself.
 *
 * It runs without its sandbox, so that the tests also run as root; they only open pages of our own. Where the
 * machine lacks libraries that it needs, it takes those that come with its package. The package holds a Chromium for
 * Linux on x64; elsewhere `CHROMIUM_PATH` names one that is installed.
 */
export async function launchChromium(): Promise<Browser> {
  try {
    return await driver.launch(await launchOptions());
  } catch (error) {
    if (!/shared librar/.test(String(error))) throw error;
    return launchWithItsLibraries();
  }
}

/** The same Chromium with the libraries of its package, as on a machine that has none of them. */
export async function launchWithItsLibraries(): Promise<Browser> {
  const libraries = await unpackLibraries();
  const known = process.env.LD_LIBRARY_PATH;
  const path = known === undefined ? libraries : `${libraries}:${known}`;
  const env = { ...process.env, LD_LIBRARY_PATH: path };
  return driver.launch({ ...(await launchOptions()), env });
}

async function launchOptions() {
  const args = [...ownProcesses, "--no-sandbox", "--disable-background-networking"];
  const executablePath = process.env.CHROMIUM_PATH ?? (await chromium.executablePath());
  return { executablePath, args, headless: true };
}

/** The folder of the libraries that come with Chromium. Several tests may unpack them at once; the first to end counts. */
async function unpackLibraries(): Promise<string> {
  const home = join(tmpdir(), "entente-chromium-libraries");
  if (!existsSync(home)) {
    const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
    const packed = await readFile(join(dirname(entry), "../../bin/al2023.tar.br"));
    const own = `${home}-${process.pid}`;
    await mkdir(own, { recursive: true });
    await unpackTar(await promisify(brotliDecompress)(packed), own);
    await rename(own, home).catch(() => rm(own, { recursive: true, force: true }));
  }
  return join(home, "lib");
}
