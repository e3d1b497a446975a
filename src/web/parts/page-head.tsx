import { type ReactNode, useEffect, useRef } from "react";

/** Whether a page was shown before: the first one leaves the focus to the browser. */
let shownBefore = false;

/** The heading of a page, which also names the window; actions stand beside it. */
export function PageHead(props: {
  readonly title: string;
  /** One line under the heading. */
  readonly lead?: ReactNode;
  /** Buttons of the page. */
  readonly children?: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${props.title} – Entente`;
  }, [props.title]);
  useEffect(() => {
    // Whoever came by a link or a key hears where they are, and goes on from there.
    if (shownBefore) {
      scrollTo(0, 0);
      heading.current?.focus({ preventScroll: true });
    }
    shownBefore = true;
  }, []);
  return (
    <div className="page-head">
      <div>
        <h1 ref={heading} tabIndex={-1}>
          {props.title}
        </h1>
        {props.lead !== undefined && <p className="lead">{props.lead}</p>}
      </div>
      {props.children !== undefined && <div className="page-actions">{props.children}</div>}
    </div>
  );
}
