import type { Search } from "./engine/search.ts";
import type { Problem } from "./problem.ts";

const searches = new WeakMap<Problem, Search>();

/** Keeps the search by prices of a problem for as long as the problem is there: questions about its plan begin there. */
export function keepSearch(problem: Problem, search: Search): void {
  searches.set(problem, search);
}

/** The search by prices that was kept of this very problem. */
export function findSearch(problem: Problem): Search | undefined {
  return searches.get(problem);
}
