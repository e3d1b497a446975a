import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { designSystemColors, keepUsedBlocks } from "./src/web/style/design-system.ts";

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
