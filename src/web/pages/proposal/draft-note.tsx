import { Button } from "@trussworks/react-uswds";
import { Notice } from "../../parts/notice.tsx";
import { When } from "../../parts/when.tsx";
import type { KeptForm } from "./use-draft.ts";

/** Says that the browser keeps the draft, and offers to begin anew where an older one was taken up. */
export function DraftNote(props: { readonly kept: KeptForm; readonly isNew: boolean }) {
  const { kept, isNew } = props;
  if (!kept.kept) {
    return (
      <Notice kind="warning">
        This browser has no room to keep the draft. Send it before you leave the page.
      </Notice>
    );
  }
  if (kept.resumed === null) {
    return (
      <p className="soft no-print">
        What you write is kept in this browser only, until you send it or sign out.
      </p>
    );
  }
  return (
    <Notice kind="info">
      This is your draft of <When at={kept.resumed} />, kept in this browser.{" "}
      <Button type="button" unstyled onClick={kept.discard}>
        {isNew ? "Throw it away and begin anew" : "Throw it away and take what the plan holds"}
      </Button>
    </Notice>
  );
}
