import { useEffect, useState } from "react";

/** The foot of every page; on paper it says where the page stands and when it was printed. */
export function Footer() {
  const printed = usePrinted();
  return (
    <footer className="foot">
      <p>
        <strong>Illustrative proposals. Unclassified data only.</strong> Entente is not a system of
        record; no figure here is a commitment of the United States.
      </p>
      <p>
        <a href="/api/reference">Reference of the API</a>
      </p>
      {printed !== null && (
        <p className="print-only">
          Printed on {printed.toLocaleString("en-US", { dateStyle: "long", timeStyle: "short" })}{" "}
          from {location.href}
        </p>
      )}
    </footer>
  );
}

/** When the page was last made ready for paper; nothing before. */
function usePrinted(): Date | null {
  const [printed, setPrinted] = useState<Date | null>(null);
  useEffect(() => {
    const paper = matchMedia("print");
    const note = () => {
      if (paper.matches) setPrinted(new Date());
    };
    note();
    paper.addEventListener("change", note);
    return () => paper.removeEventListener("change", note);
  }, []);
  return printed;
}
