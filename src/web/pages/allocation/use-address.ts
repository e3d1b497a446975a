import { useCallback, useMemo } from "react";
import { useLocation, useSearch } from "wouter";

/** What stands after the question mark of the page's address, and a way to change it. */
export interface PageQuery {
  readonly search: URLSearchParams;
  /** Changes the address without a new entry in the browser's history. */
  readonly change: (change: (search: URLSearchParams) => URLSearchParams) => void;
  /** The address of this page with some parameters set; an empty text or nothing leaves one out. */
  readonly href: (set: Readonly<Record<string, string | undefined>>) => string;
}

/** The query of the page's address. */
export function usePageQuery(): PageQuery {
  const text = useSearch();
  const [path, navigate] = useLocation();
  const search = useMemo(() => new URLSearchParams(text), [text]);
  const change = useCallback(
    (make: (search: URLSearchParams) => URLSearchParams) => {
      // Two moves may follow each other before the page is drawn anew: the window knows the newest.
      const next = make(new URLSearchParams(window.location.search)).toString();
      navigate(next === "" ? path : `${path}?${next}`, { replace: true });
    },
    [path, navigate],
  );
  const href = useCallback(
    (set: Readonly<Record<string, string | undefined>>) => {
      const next = new URLSearchParams(search);
      for (const [name, value] of Object.entries(set)) {
        if (value === undefined || value === "") next.delete(name);
        else next.set(name, value);
      }
      return next.size === 0 ? path : `${path}?${next}`;
    },
    [path, search],
  );
  return { search, change, href };
}
