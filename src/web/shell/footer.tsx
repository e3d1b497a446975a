/** The foot of every page. */
export function Footer() {
  return (
    <footer className="foot">
      <p>
        <strong>Illustrative proposals. Unclassified data only.</strong> Entente is not a system of
        record; no figure here is a commitment of the United States.
      </p>
      <p>
        <a href="/api/reference">Reference of the API</a>
      </p>
    </footer>
  );
}
