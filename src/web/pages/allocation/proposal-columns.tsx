import { cents } from "../../../base/money.ts";
import { showMillions, showPoints } from "../../../report/words.ts";
import type { Column } from "../../parts/data-table.tsx";
import { WhyLink } from "../../parts/why-link.tsx";
import { decisionWords } from "./decisions.ts";
import type { ProposalRow } from "./proposal-rows.ts";

const standingWords = { free: "", waits: ", waits for a case", blocked: ", blocked" } as const;

/** What is seen of every initiative. */
const plainColumns: readonly Column<ProposalRow>[] = [
  {
    key: "name",
    title: "Initiative",
    value: ({ name }) => name,
    cell: (row) => (
      <>
        {row.name}
        {row.illustrative && <span className="soft"> (illustrative)</span>}
      </>
    ),
  },
  { key: "partner", title: "Partner", value: ({ partner }) => partner },
  { key: "agency", title: "Agency", value: ({ agency }) => agency },
  {
    key: "funded",
    title: "Funded",
    value: ({ funded }) => (funded ? 0 : 1),
    cell: (row) =>
      `${row.funded ? (row.share === null ? "Yes" : `${Math.round(row.share * 100)}%`) : "No"}${standingWords[row.standing]}`,
  },
  { key: "package", title: "Package", value: (row) => row.package },
  {
    key: "start",
    title: "First year",
    value: ({ start }) => start,
    cell: ({ start }) => (start === null ? "" : `FY${start}`),
  },
  {
    key: "amount",
    title: "$ million",
    number: true,
    value: ({ amount }) => amount,
    cell: ({ amount }) => (amount === 0 ? "" : showMillions(cents(amount))),
  },
  {
    key: "accounts",
    title: "Accounts",
    value: ({ accounts }) => accounts.join(", "),
    cell: ({ accounts, funded }) =>
      funded ? accounts.join(", ") : <span className="soft">asks {accounts.join(", ")}</span>,
  },
  {
    key: "loss",
    title: "Loss, points",
    number: true,
    value: ({ loss }) => loss,
    cell: ({ loss }) => (loss === null ? "" : showPoints(loss)),
  },
];

/** The columns of the table of initiatives, with what can be done about each initiative. */
export function proposalColumns(
  allocation: string | undefined,
  disabled: boolean,
  onDecide: (row: ProposalRow) => void,
): readonly Column<ProposalRow>[] {
  return [
    ...plainColumns,
    {
      key: "decision",
      title: "Decision",
      value: ({ decision }) => decisionWords(decision),
      cell: (row) => (
        <span className="row-actions">
          {decisionWords(row.decision)}{" "}
          <button
            type="button"
            className="usa-button usa-button--unstyled"
            disabled={disabled}
            onClick={() => onDecide(row)}
          >
            <span>
              Decide…<span className="usa-sr-only"> on {row.name}</span>
            </span>
          </button>
          <WhyLink kind="initiative" id={row.id} {...(allocation ? { allocation } : {})}>
            Why{row.funded ? "" : " not"}
            <span className="usa-sr-only"> {row.name}</span>?
          </WhyLink>
        </span>
      ),
    },
  ];
}
