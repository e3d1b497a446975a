import { useState } from "react";
import { fieldPlace } from "./draft-rows.ts";
import { type ProposalAnswer, useForm } from "./form-context.tsx";
import { FieldFindings, RequiredMark } from "./form-field.tsx";
import { usePlanRows } from "./use-plan-rows.ts";

type Judged = ProposalAnswer["accounts"][number];

const place = fieldPlace("accounts");

/** Which accounts are asked to pay, beside what the law says of each. */
export function AccountsSection() {
  const { draft, act, answer, foundAt } = useForm();
  const [lawfulOnly, setLawfulOnly] = useState(false);
  const codes = useAccountCodes();
  const asked = listOf(draft.initiative.accounts);
  const judged = new Map(answer?.accounts.map((one) => [one.code, one]));
  const found = foundAt(place);
  const shown = codes.filter(
    (code) => !lawfulOnly || asked.includes(code) || judged.get(code)?.lawful === true,
  );
  const set = (code: string, on: boolean) => {
    const next = on ? [...asked, code] : asked.filter((one) => one !== code);
    act({ kind: "field", field: "accounts", value: next.join(";") });
  };
  return (
    <fieldset className="usa-fieldset proposal-section" id={place} tabIndex={-1}>
      <legend className="usa-legend usa-legend--large">
        Which law pays
        <RequiredMark />
      </legend>
      <p className="usa-hint">
        Choose the accounts that are asked. The law decides which may pay for this partner, purpose,
        recipient, kinds and years.
      </p>
      <FieldFindings place={place} found={found} />
      {judged.size === 0 ? (
        <p className="proposal-wait">
          What the law says of each stands here as soon as partner, recipient, purpose and start are
          chosen.
        </p>
      ) : (
        <div className="usa-checkbox">
          <input
            className="usa-checkbox__input"
            type="checkbox"
            id="accounts-lawful"
            checked={lawfulOnly}
            onChange={(event) => setLawfulOnly(event.target.checked)}
          />
          <label className="usa-checkbox__label" htmlFor="accounts-lawful">
            Show only accounts that may pay
          </label>
        </div>
      )}
      <ul className="proposal-accounts">
        {shown.map((code) => (
          <Account
            key={code}
            code={code}
            judged={judged.get(code)}
            asked={asked.includes(code)}
            onAsk={(on) => set(code, on)}
          />
        ))}
      </ul>
    </fieldset>
  );
}

function Account(props: {
  readonly code: string;
  readonly judged: Judged | undefined;
  readonly asked: boolean;
  readonly onAsk: (on: boolean) => void;
}) {
  const { code, judged, asked, onAsk } = props;
  const id = `account-${code}`;
  return (
    <li className={asked ? "proposal-account proposal-asked" : "proposal-account"}>
      <div className="usa-checkbox">
        <input
          className="usa-checkbox__input"
          type="checkbox"
          id={id}
          checked={asked}
          aria-describedby={judged === undefined ? undefined : `${id}-law`}
          onChange={(event) => onAsk(event.target.checked)}
        />
        <label className="usa-checkbox__label" htmlFor={id}>
          {judged === undefined || judged.title === code ? code : `${judged.title} (${code})`}
        </label>
      </div>
      {judged !== undefined && (
        <div id={`${id}-law`}>
          <AccountLaw judged={judged} />
        </div>
      )}
    </li>
  );
}

/** What the law says of an account: whether it may pay, why, where it says so, and how sure that is. */
export function AccountLaw({ judged }: { readonly judged: Judged }) {
  return (
    <>
      <p className="proposal-says">
        <span className={judged.lawful ? "usa-tag proposal-lawful" : "usa-tag proposal-unlawful"}>
          {judged.lawful ? "May pay" : "May not pay"}
        </span>{" "}
        {judged.says.replace(/^May (not )?pay[.:,]?\s*/, "")}
      </p>
      <p className="proposal-cites soft">
        {judged.citations.length > 0 && <cite>{citeOnce(judged.citations)}. </cite>}
        {judged.checked
          ? "Checked against the published text."
          : "From knowledge, not yet checked."}
        {judged.concurrence !== null && (
          <>
            <br />
            Concurrence: {judged.concurrence}
          </>
        )}
        {judged.notice !== null && (
          <>
            <br />
            {judged.notice.startsWith("Notice") ? "" : "Notice: "}
            {judged.notice}
          </>
        )}
      </p>
    </>
  );
}

/** Each place once, though several provisions may stand there. */
function citeOnce(citations: readonly string[]): string {
  return [...new Set(citations.flatMap((one) => one.split("; ")))].join("; ");
}

/** The accounts in which the plan has money, and those that are asked, by code. */
function useAccountCodes(): readonly string[] {
  const { draft, answer } = useForm();
  const resources = usePlanRows("resources");
  const codes = new Set([
    ...(resources ?? []).map((row) => row.account ?? ""),
    ...(answer?.accounts ?? []).map(({ code }) => code),
    ...listOf(draft.initiative.accounts),
  ]);
  codes.delete("");
  return [...codes].sort();
}

function listOf(cell: string | undefined): readonly string[] {
  return (cell ?? "")
    .split(";")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}
