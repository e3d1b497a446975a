import assert from "node:assert/strict";
import type { Browser, BrowserContext, ConsoleMessage, Locator, Page } from "playwright-core";

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
    page.setDefaultTimeout(30_000);
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

const waiting = /(?:^|\n)\s*(Loading|Reading|Opening|Drawing|Comparing|Assessing)\b.*…/;

/** Waits until nothing on the page is being read, drawn or loaded any more. */
export async function waitUntilRead(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1 }).waitFor();
  const states = page.getByRole("status");
  let quiet = 0;
  // One answer may ask for the next: the page is read when it waits for nothing in two looks.
  while (quiet < 2) {
    const texts = await states.allInnerTexts();
    quiet = texts.some((text) => waiting.test(text)) ? 0 : quiet + 1;
    await new Promise((done) => setTimeout(done, 60));
  }
}

const patience = 30_000;

function says(texts: readonly string[], words: string | RegExp): boolean {
  const said = texts.join("\n").replace(/\s+/g, " ");
  return typeof words === "string" ? said.includes(words) : words.test(said);
}

/** Waits until a place says these words where they can be seen; tells what it says instead where it never does. */
export async function waitForWords(place: Page | Locator, words: string | RegExp): Promise<void> {
  await waitForTexts(place, words, true);
}

/** Waits until a place does not say these words any more, or is gone. */
export async function waitForNoWords(place: Page | Locator, words: string | RegExp): Promise<void> {
  await waitForTexts(place, words, false);
}

async function waitForTexts(
  where: Page | Locator,
  words: string | RegExp,
  there: boolean,
): Promise<void> {
  // Of a page everything counts: what is announced and asked stands beside its main part.
  const place = "goto" in where ? where.getByRole("document") : where;
  const until = Date.now() + patience;
  for (;;) {
    const texts = await place.allInnerTexts();
    if (says(texts, words) === there) return;
    if (Date.now() > until) {
      assert.fail(`${there ? "expected" : "did not expect"} ${words}, found:\n${texts.join("\n")}`);
    }
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Asserts again and again until it holds, for what comes to hold a while after it was asked for; fails as it did last. */
export async function eventually(hold: () => Promise<void>): Promise<void> {
  const until = Date.now() + patience;
  for (;;) {
    try {
      return await hold();
    } catch (failure) {
      if (!(failure instanceof assert.AssertionError) || Date.now() > until) throw failure;
    }
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Waits until a field holds a value. */
export async function waitForValue(field: Locator, value: string): Promise<void> {
  await eventually(async () => assert.equal(await field.inputValue(), value, `${field}`));
}

/** Whether this very element has the focus. */
export function isFocused(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === element.ownerDocument.activeElement);
}

/** Waits until this very element has the focus, so that keys go to it. */
export async function waitUntilFocused(target: Locator): Promise<void> {
  await eventually(async () => assert.ok(await isFocused(target), `the focus is not on ${target}`));
}

/** Waits until the focus is on something that says these words. */
export async function waitForFocus(page: Page, words: RegExp): Promise<void> {
  await eventually(async () => {
    const said = String(await page.evaluate("document.activeElement?.textContent ?? ''"));
    assert.match(said.slice(0, 200), words, "what has the focus");
  });
}

/** Goes to an element by Tab alone. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor({ state: "attached" });
  for (let presses = 0; presses < 250; presses += 1) {
    if (await isFocused(target)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab does not reach ${target}`);
}

/** Longer than a list waits for the next letter of an option.   Unit: milliseconds. */
const lettersRest = 1200;

/** Writes into a field that is reached by Tab; a list takes the first letters of its option. */
export async function writeByKeys(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.type(text);
  // Letters that a busy machine lets come too slowly are taken for those of another option: they are written anew.
  await eventually(async () => {
    const chosen = await chosenIn(target);
    if (chosen === null || chosen.startsWith(text)) return;
    await new Promise((done) => setTimeout(done, lettersRest));
    await page.keyboard.type(text);
    assert.fail(`${target} is at ${chosen}, not at ${text}`);
  });
}

/** The option that a list is at; nothing where it is no list. */
function chosenIn(target: Locator): Promise<string | null> {
  return target.evaluate((element) =>
    element instanceof HTMLSelectElement ? (element.selectedOptions[0]?.text.trim() ?? "") : null,
  );
}

/** Goes to an address of the workbench as a link there does: without loading the program anew. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => history.pushState(null, "", to), path);
}

/** Waits until a page has its light or its dark colors. */
export async function waitForTheme(page: Page, theme: "light" | "dark"): Promise<void> {
  const until = Date.now() + patience;
  while ((await page.evaluate("document.documentElement.dataset.theme")) !== theme) {
    assert.ok(Date.now() < until, `the page is not ${theme}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

/** Opens the part of a page that stands folded under these words; where one such holds another, the inner one. */
export async function unfold(place: Page | Locator, words: string | RegExp): Promise<void> {
  await unfoldThis(place.getByRole("group").filter({ hasText: words }).last());
}

/** Opens a folded part of a page. `y` is in its first line, which is what folds it.   Unit: CSS pixels. */
export async function unfoldThis(folded: Locator, y = 8): Promise<void> {
  const isOpen = () => folded.evaluate((element) => element.hasAttribute("open"));
  await eventually(async () => {
    if (await isOpen()) return;
    // What is still being read may move it away while it is pressed.
    await folded.click({ position: { x: 12, y } });
    assert.ok(await isOpen(), `${folded} is folded`);
  });
}
