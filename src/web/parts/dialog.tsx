import { type ReactNode, useEffect, useId, useRef } from "react";
import { createPortal } from "react-dom";

/** A window over the page that must be answered or closed first. Focus stays in it; Escape closes it. */
export function Dialog(props: {
  readonly title: string;
  readonly onClose: () => void;
  /** Buttons at the foot. */
  readonly actions?: ReactNode;
  readonly wide?: boolean;
  readonly children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  useEffect(() => {
    const opener = document.activeElement;
    const place = dialog.current;
    if (place !== null && !place.open) place.showModal();
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  // At the end of the page, so that it looks the same wherever it was opened.
  return createPortal(
    <dialog
      ref={dialog}
      className={props.wide ? "dialog dialog-wide" : "dialog"}
      aria-labelledby={title}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
    >
      <div className="dialog-head">
        <h2 id={title}>{props.title}</h2>
        <button type="button" className="icon-button" aria-label="Close" onClick={props.onClose}>
          <span aria-hidden="true">×</span>
        </button>
      </div>
      <div className="dialog-body">{props.children}</div>
      {props.actions !== undefined && <div className="dialog-actions">{props.actions}</div>}
    </dialog>,
    document.body,
  );
}
