import { useChange } from "../changes/change-context.tsx";
import { useLive } from "../live/live-context.tsx";
import { ErrorState } from "../parts/states.tsx";

/** Says when others' changes do not arrive, and what was saved last. */
export function LiveBanner() {
  const { connection } = useLive();
  const { said, pending, problem, forgetProblem } = useChange();
  return (
    <>
      <div role="status" className="live-banner-place">
        {connection === "lost" && (
          <p className="live-banner">
            <strong>Offline.</strong> What you see may be old, and nothing can be saved until the
            server answers again. This page tries by itself.
          </p>
        )}
        {problem !== null && (
          <div className="live-banner">
            <ErrorState problem={problem} />
            <button type="button" className="history-button" onClick={forgetProblem}>
              Close this message
            </button>
          </div>
        )}
      </div>
      <div role="status" className="usa-sr-only">
        {pending > 0 ? "Saving" : said}
      </div>
    </>
  );
}
