import { Button } from "@trussworks/react-uswds";
import { type FormEvent, type ReactNode, useId } from "react";
import { Dialog } from "./dialog.tsx";
import { ErrorState } from "./states.tsx";

/** A window with a form: what is asked, a button that sends it, and one that leaves it. */
export function FormDialog(props: {
  readonly title: string;
  /** What the button that sends says. */
  readonly send: string;
  readonly onSend: () => void;
  readonly onClose: () => void;
  /** Why it was not taken; nothing where it was, or was not sent yet. */
  readonly problem?: Error | null;
  /** What stands above the fields. */
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}) {
  const { title, send, onSend, onClose, problem = null, lead, children } = props;
  const form = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSend();
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <button type="submit" form={form} className="usa-button">
            {send}
          </button>
          <Button type="button" unstyled onClick={onClose}>
            Leave it
          </Button>
        </>
      }
    >
      {lead}
      <form id={form} onSubmit={submit}>
        {children}
      </form>
      {problem !== null && <ErrorState problem={problem} />}
    </Dialog>
  );
}
