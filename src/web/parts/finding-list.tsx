import type { Problem } from "../../api/client.ts";

/** A finding as the API tells it. */
export type ApiFinding = Problem["findings"][number];

const names = { error: "Error", warning: "Warning", note: "Note" } as const;

/** Findings as a list: severity, place, what was found, what was expected, what to do. */
export function FindingList(props: {
  readonly findings: readonly ApiFinding[];
  /** Where a finding's row can be seen; no link where absent or nothing. */
  readonly linkOf?: (finding: ApiFinding) => string | undefined;
}) {
  if (props.findings.length === 0) return null;
  return (
    <ul className="findings">
      {props.findings.map((finding, index) => (
        <FindingItem
          // Findings have no id, and two may say the same.
          key={`${finding.code}:${finding.at.id ?? ""}:${finding.at.field ?? ""}:${index.toString()}`}
          finding={finding}
          link={props.linkOf?.(finding)}
        />
      ))}
    </ul>
  );
}

function placeOf({ at }: ApiFinding): string {
  const table = at.file?.replace(/\.csv$/, "");
  return [table, at.id, at.field].filter((part) => part !== undefined && part !== "").join(" › ");
}

function FindingItem(props: { readonly finding: ApiFinding; readonly link: string | undefined }) {
  const { finding, link } = props;
  const place = placeOf(finding);
  return (
    <li className={`finding finding-${finding.severity}`}>
      <strong>{names[finding.severity]}</strong>
      {place !== "" && (
        <>
          {" in "}
          {link === undefined ? <code>{place}</code> : <a href={link}>{place}</a>}
        </>
      )}
      {": found "}
      {ended(finding.found)} Expected {ended(finding.expected)} {finding.help}
      {finding.source !== undefined && <span className="soft"> ({finding.source})</span>}
    </li>
  );
}

function ended(words: string): string {
  return words === "" || /[.?!]$/.test(words) ? words : `${words}.`;
}
