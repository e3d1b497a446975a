import { Link } from "wouter";
import { PageHead } from "./page-head.tsx";

/** Shown for an address that names no page. */
export function NotFound() {
  return (
    <>
      <PageHead title="No such page" />
      <p>
        Nothing is at <code>{location.pathname}</code>. The address may have been cut off when it
        was copied. <Link href="/">See all plans</Link>.
      </p>
    </>
  );
}
