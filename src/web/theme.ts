import { useSyncExternalStore } from "react";

/** How the page is colored: as the machine says, or as the person chose. */
export type ThemeChoice = "system" | "light" | "dark";

const key = "entente-theme";
const machineIsDark = matchMedia("(prefers-color-scheme: dark)");
const onPaper = matchMedia("print");
const listeners = new Set<() => void>();

function readChoice(): ThemeChoice {
  const kept = localStorage.getItem(key);
  return kept === "light" || kept === "dark" ? kept : "system";
}

function darkNow(): boolean {
  if (onPaper.matches) return false;
  const choice = readChoice();
  return choice === "dark" || (choice === "system" && machineIsDark.matches);
}

/** Colors the page as chosen. To be called once before anything is shown, and after every choice. */
export function applyTheme(): void {
  document.documentElement.dataset.theme = darkNow() ? "dark" : "light";
  for (const listener of listeners) listener();
}

/** Keeps a choice of this browser, and applies it. */
export function chooseTheme(choice: ThemeChoice): void {
  if (choice === "system") localStorage.removeItem(key);
  else localStorage.setItem(key, choice);
  applyTheme();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The choice of this browser. */
export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(listen, readChoice);
}

/** Whether the page is dark now, for what CSS alone cannot color. */
export function useDark(): boolean {
  return useSyncExternalStore(listen, darkNow);
}

machineIsDark.addEventListener("change", applyTheme);
onPaper.addEventListener("change", applyTheme);
