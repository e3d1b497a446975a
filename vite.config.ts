import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The parts of PostCSS that are used here. */
interface Node {
  readonly parent: Node | undefined;
  readonly source?: { readonly input: { readonly file?: string } };
  remove(): void;
}
interface Rule extends Node {
  selectors: string[];
}
interface Declaration extends Node {
  readonly prop: string;
  value: string;
}
interface AtRule extends Node {
  readonly name: string;
  toString(): string;
}
interface Root {
  walkRules(each: (rule: Rule) => void): void;
  walkDecls(each: (declaration: Declaration) => void): void;
  walkAtRules(name: string, each: (rule: AtRule) => void): void;
}
interface Plugin {
  readonly postcssPlugin: string;
  readonly OnceExit: (root: Root) => void;
}

/** Blocks of the design system that pages may use; the rest stays out of the bundle. */
const blocks = (
  "accordion alert breadcrumb button button-group card character-count checkbox checklist combo-box current error-message " +
  "fieldset file-input focus form form-group header hint icon-list in-page-nav input input-group input-list " +
  "input-prefix input-suffix intro label legend link list logo menu-btn nav navbar nav-container " +
  "overlay pagination process-list radio range search section select sidenav skipnav sr-only step-indicator " +
  "summary-box table table-container tag textarea tooltip"
).split(" ");

const fonts = /Source Sans Pro|Roboto Mono/;
const unusedFaces = /light|italic|300/i;

function classesOf(selector: string): string[] {
  return [...selector.matchAll(/\.((?:\\.|[\w-])+)/g)].map((match) =>
    (match[1] ?? "").replace(/\\/g, ""),
  );
}

function wordsIn(folder: string): Set<string> {
  const words = new Set<string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!/\.tsx?$/.test(entry.name)) continue;
    const text = readFileSync(join(entry.parentPath, entry.name), "utf8");
    for (const [word] of text.matchAll(/[\w:-]+/g)) words.add(word);
  }
  return words;
}

function isDesignSystem(node: Node): boolean {
  return /uswds/.test(node.source?.input.file ?? "");
}

/** Drops the design system's rules for blocks and utility classes that no page uses, and fonts that nothing shows. */
function keepUsedBlocks(): Plugin {
  const words = wordsIn(join(import.meta.dirname, "src/web"));
  const kept = (name: string) => {
    const block = /^usa-([a-z]+(?:-[a-z]+)*)/.exec(name)?.[1];
    return block === undefined ? words.has(name) : blocks.includes(block);
  };
  return {
    postcssPlugin: "keep-used-blocks",
    OnceExit(root) {
      root.walkRules((rule) => {
        if (!isDesignSystem(rule)) return;
        const selectors = rule.selectors.filter((one) => classesOf(one).every(kept));
        if (selectors.length === 0) rule.remove();
        else if (selectors.length < rule.selectors.length) rule.selectors = selectors;
      });
      root.walkAtRules("font-face", (rule) => {
        const text = rule.toString();
        if (!fonts.test(text) || unusedFaces.test(text)) rule.remove();
      });
    },
  };
}

/** For each color of the design system: the token for text, for grounds, and for lines. */
const tokens: Readonly<Record<string, readonly [string, string, string]>> = {
  "#1b1b1b": ["ink", "ink", "ink"],
  black: ["ink", "ink", "ink"],
  white: ["on-fill", "page", "page"],
  "#fff": ["on-fill", "page", "page"],
  "#005ea2": ["link", "fill", "link"],
  "#0050d8": ["link", "fill", "link"],
  "#1a4480": ["link-hover", "fill-hover", "link-hover"],
  "#162e51": ["link-hover", "fill-active", "link-hover"],
  "#54278f": ["visited", "visited", "visited"],
  "#f0f0f0": ["on-fill", "panel", "line"],
  "#f9f9f9": ["on-fill", "panel", "line"],
  "#e6e6e6": ["disabled", "panel-strong", "line"],
  "#dfe1e2": ["disabled", "panel-strong", "line"],
  "#c9c9c9": ["disabled", "panel-strong", "line"],
  "#a9aeb1": ["disabled", "panel-strong", "line-strong"],
  "#adadad": ["disabled", "panel-strong", "line-strong"],
  "#919191": ["disabled", "panel-strong", "line-strong"],
  "#757575": ["soft", "soft", "line-strong"],
  "#71767a": ["soft", "soft", "line-strong"],
  "#565c65": ["soft", "soft", "line-strong"],
  "#454545": ["soft", "soft", "soft"],
  "#3d4551": ["soft", "soft", "soft"],
  "#b50909": ["error", "error-fill", "error"],
  "#8b0a03": ["error", "error-fill", "error"],
  "#6f3331": ["error", "error-fill", "error"],
  "#d54309": ["error", "error-fill", "error"],
  "#d83933": ["error", "error-fill", "error"],
  "#2491ff": ["focus", "focus", "focus"],
  "#00bde3": ["info", "info", "info"],
  "#ffbe2e": ["warning-line", "warning-line", "warning-line"],
  "#00a91c": ["success", "success", "success"],
  "#e7f6f8": ["info-tint", "info-tint", "info-tint"],
  "#faf3d1": ["warning-tint", "warning-tint", "warning-tint"],
  "#ecf3ec": ["success-tint", "success-tint", "success-tint"],
  "#f4e3db": ["error-tint", "error-tint", "error-tint"],
  "#d9e8f6": ["fill-tint", "fill-tint", "fill-tint"],
  "#cfe8ff": ["fill-tint", "fill-tint", "fill-tint"],
};
const anyColor = /#[0-9a-f]{3,8}\b|\b(?:white|black)\b/gi;

function roleOf(property: string): 0 | 1 | 2 {
  if (property === "color" || property === "fill") return 0;
  return property.startsWith("background") ? 1 : 2;
}

/** Puts our tokens in place of the design system's fixed colors, so that it has a dark side too. */
function designSystemColors(): Plugin {
  return {
    postcssPlugin: "design-system-colors",
    OnceExit(root) {
      root.walkDecls((declaration) => {
        if (!isDesignSystem(declaration) || declaration.value.includes("url(")) return;
        declaration.value = declaration.value.replace(anyColor, (color) => {
          const token = tokens[color.toLowerCase()]?.[roleOf(declaration.prop)];
          return token === undefined ? color : `var(--${token})`;
        });
      });
    },
  };
}

/** The workbench: `src/web/` into `out/web/`, a hashed file per page. */
const config = defineConfig({
  root: "src/web",
  // Everything is bundled, so no request leaves the server that the page came from.
  base: "/",
  publicDir: false,
  plugins: [react()],
  css: { postcss: { plugins: [keepUsedBlocks(), designSystemColors()] } },
  build: {
    outDir: "../../out/web",
    emptyOutDir: true,
    target: "es2023",
    // The server's content security policy allows files of its own and no `data:` script or font.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: { fileName: "licenses.md" },
  },
});

export { config as default };
