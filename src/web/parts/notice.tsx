import { Alert, AlertHeading } from "@trussworks/react-uswds";
import type { ReactNode } from "react";

/** A notice on the page. `said` tells it to a screen reader as soon as it appears. */
export function Notice(props: {
  readonly kind: "info" | "success" | "warning" | "error";
  readonly title?: string;
  readonly said?: boolean;
  readonly children?: ReactNode;
}) {
  const { kind, title, said, children } = props;
  return (
    <Alert type={kind} slim={title === undefined} {...(said ? { role: "status" } : {})}>
      {title !== undefined && <AlertHeading level="h2">{title}</AlertHeading>}
      <div className="usa-alert__text">{children}</div>
    </Alert>
  );
}
