import type { UseQueryResult } from "@tanstack/react-query";
import { Button } from "@trussworks/react-uswds";
import { type ReactNode, useEffect, useRef } from "react";
import { RefusedError } from "../../api/client.ts";
import { OfflineError } from "../queries/api.ts";
import { FindingList } from "./finding-list.tsx";
import { Notice } from "./notice.tsx";

/** A place with nothing in it yet: what would be here, and what to do for it. */
export function Empty(props: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{props.title}</p>
      {props.children}
    </div>
  );
}

/** Gray lines where an answer is awaited; says so to a screen reader. */
export function Loading(props: { readonly words?: string; readonly lines?: number }) {
  const widths = [92, 78, 85, 60, 88, 70];
  const lines = Array.from({ length: props.lines ?? 4 }, (_, index) => index);
  return (
    <div className="loading" role="status">
      <span className="usa-sr-only">{props.words ?? "Loading"} …</span>
      {lines.map((line) => (
        <svg className="loading-line" key={line} aria-hidden="true" height="14" width="100%">
          <rect width={`${widths[line % widths.length]}%`} height="14" rx="3" />
        </svg>
      ))}
    </div>
  );
}

/** What went wrong, by its kind: refused, signed out, offline, or a defect; with a way to try again. */
export function ErrorState(props: { readonly problem: Error; readonly again?: () => void }) {
  const { problem, again } = props;
  if (problem instanceof RefusedError) {
    const { status } = problem.problem;
    if (status === 401) return <SignedOut />;
    if (status === 403 || status === 404) return <Refused problem={problem} />;
  }
  if (problem instanceof OfflineError) return <Offline again={again} />;
  return (
    <Notice kind="error" title="This did not work" said>
      <p>{problem.message}</p>
      {problem instanceof RefusedError && <FindingList findings={problem.problem.findings} />}
      {again && (
        <Button type="button" outline onClick={again}>
          Try again
        </Button>
      )}
    </Notice>
  );
}

/** What the server does not allow this person, or does not have. */
export function Refused(props: { readonly problem: RefusedError }) {
  const { title, detail, findings, status } = props.problem.problem;
  const heading = status === 404 ? "Not here, or not for you to see" : "Refused";
  return (
    <Notice kind="warning" title={heading} said>
      <p>{detail === "" ? title : detail}</p>
      <FindingList findings={findings} />
      <p>Whoever administers the plan can give you the right: see the page People.</p>
    </Notice>
  );
}

/** Shown to somebody whose session has ended. */
export function SignedOut() {
  const next = `${location.pathname}${location.search}`;
  return (
    <Notice kind="info" title="Sign in">
      <p>You are not signed in, or your session has ended. Nothing that you saved is lost.</p>
      <a className="usa-button" href={`/sign-in?back=${encodeURIComponent(next)}`}>
        Sign in
      </a>
    </Notice>
  );
}

const tryingAgain = 4000;

/** Shown where the server cannot be reached; tries again by itself. */
export function Offline(props: { readonly again?: (() => void) | undefined }) {
  const newest = useRef(props.again);
  useEffect(() => {
    newest.current = props.again;
  });
  useEffect(() => {
    const timer = setInterval(() => newest.current?.(), tryingAgain);
    return () => clearInterval(timer);
  }, []);
  return (
    <Notice kind="warning" title="The server cannot be reached">
      <p>Check the connection. The page tries again by itself.</p>
      {props.again && (
        <Button type="button" outline onClick={props.again}>
          Try again
        </Button>
      )}
    </Notice>
  );
}

/** A mark that something is kept from this person; says nothing of what or how much. */
export function Withheld(props: { readonly words?: string }) {
  return (
    <p className="withheld">
      <span className="usa-tag">Withheld</span>{" "}
      {props.words ?? "Some rows are not for you to see. Counts and totals here leave them out."}
    </p>
  );
}

/** A query's answer once it is there; until then and where it fails, the state that fits. */
export function Loaded<T>(props: {
  readonly query: UseQueryResult<T, Error>;
  readonly words?: string;
  readonly lines?: number;
  readonly children: (answer: T) => ReactNode;
}) {
  const { query, children } = props;
  if (query.data !== undefined) {
    return (
      <>
        {query.error !== null && <ErrorState problem={query.error} again={query.refetch} />}
        {children(query.data)}
      </>
    );
  }
  if (query.error !== null) return <ErrorState problem={query.error} again={query.refetch} />;
  return <Loading {...props} />;
}
