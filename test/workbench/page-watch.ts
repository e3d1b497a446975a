import assert from "node:assert/strict";
import type { Browser, BrowserContext, ConsoleMessage, Page } from "playwright-core";

/** How a page is opened. */
export interface OpenOptions {
  /** Who opens it; where people sign in, their name at the provider. */
  readonly as?: string;
  readonly dark?: boolean;
  readonly width?: number;
  readonly height?: number;
  /** Permissions of the browser, such as `clipboard-read`. */
  readonly permissions?: readonly string[];
  /** Opens the page in this context, such as another page's, instead of one of its own. */
  readonly context?: BrowserContext;
}

/** Refusals that a page is meant to show; the browser reports each answer of this kind by itself. */
const toldByBrowser =
  /^Failed to load resource: (the server responded with a status of 4|net::ERR_)/;

/** Opens pages of a workbench, and keeps every error that they have. */
export class PageWatch {
  readonly #browser: Browser;
  readonly #origin: string;
  readonly #signIn: boolean;
  readonly #errors: string[] = [];

  constructor(browser: Browser, origin: string, signIn: boolean) {
    this.#browser = browser;
    this.#origin = origin;
    this.#signIn = signIn;
  }

  /** Opens an address of the workbench, signed in, and returns when the page has its heading. */
  readonly open = async (path: string, options: OpenOptions = {}): Promise<Page> => {
    const context = options.context ?? (await this.#makeContext(options));
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on("console", (message) => this.#listen(message, path));
    page.on("pageerror", (error) => this.#errors.push(`${path}: ${error.stack ?? error.message}`));
    if (this.#signIn && options.as !== undefined) await this.#enter(page, path, options.as);
    else await page.goto(`${this.#origin}${path}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    return page;
  };

  /** Goes to the page by way of the provider, which asks who it is unless this context has said so before. */
  async #enter(page: Page, path: string, person: string): Promise<void> {
    await page.goto(`${this.#origin}/sign-in?back=${encodeURIComponent(path)}`);
    if (page.url().startsWith(this.#origin)) return;
    await page.getByRole("button", { name: new RegExp(`^Sign in as ${person}\\b`, "i") }).click();
  }

  async #makeContext(options: OpenOptions): Promise<BrowserContext> {
    return this.#browser.newContext({
      colorScheme: options.dark ? "dark" : "light",
      viewport: { width: options.width ?? 1280, height: options.height ?? 900 },
      reducedMotion: "reduce",
      locale: "en-US",
      timezoneId: "UTC",
      ...(options.permissions ? { permissions: [...options.permissions] } : {}),
    });
  }

  #listen(message: ConsoleMessage, path: string): void {
    const text = message.text();
    if (message.type() !== "error" && message.type() !== "warning") return;
    if (toldByBrowser.test(text)) return;
    this.#errors.push(`${path}: ${text}`);
  }

  /** Throws what pages and the server had to complain of. */
  complain(defects: readonly string[]): void {
    assert.deepEqual([...this.#errors, ...defects], []);
  }
}

/** Waits until nothing on the page is being read, drawn or loaded any more. */
export async function waitUntilRead(page: Page): Promise<void> {
  const waiting = page.getByText(/^(Loading|Reading|Opening|Drawing|Comparing)\b.*…$/);
  await waiting
    .first()
    .waitFor({ state: "attached", timeout: 300 })
    .catch(() => undefined);
  while ((await waiting.count()) > 0) await page.waitForTimeout(50);
}
