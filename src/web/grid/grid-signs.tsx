/** A clock: who changed a cell, and when. */
export function ClockSign() {
  return (
    <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" focusable="false">
      <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M8 4v4.2l2.8 1.8" fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}

/** An hourglass: money that waits for somebody. */
export function WaitSign() {
  return (
    <svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true" focusable="false">
      <path
        d="M3 1.5h10M3 14.5h10M4.5 2c0 4 3 4 3 6s-3 2-3 6M11.5 2c0 4-3 4-3 6s3 2 3 6"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
      />
    </svg>
  );
}
