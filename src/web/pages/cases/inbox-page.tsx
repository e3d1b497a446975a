import { useSearchParams } from "wouter";
import { MentionsList } from "../../comments/mentions-list.tsx";
import { DataTable } from "../../parts/data-table.tsx";
import { Empty, Loaded, Withheld } from "../../parts/states.tsx";
import { usePlan } from "../../plan-context.tsx";
import { useApi } from "../../queries/api.ts";
import { columnsOf } from "./case-columns.tsx";
import { CaseFrame, useDay } from "./case-frame.tsx";
import { type CaseList, type CaseSummary, dueOf } from "./case-values.ts";
import { OpenCase } from "./open-case.tsx";
import { RegisterInbox } from "./register-inbox.tsx";
import { ActInSeveral } from "./several-dialog.tsx";

/** What waits for somebody: the overdue first, with what happens if nobody acts. */
export function InboxPage() {
  const { plan, branch, me } = usePlan();
  const day = useDay();
  const cases = useApi("listCases", { params: { plan }, query: { branch, ...day } });
  return (
    <CaseFrame
      title="Inbox"
      lead={`What waits, for ${me.name} and for each office`}
      on={cases.data?.on}
      actions={<OpenCase processes={cases.data?.processes ?? []} />}
    >
      <MentionsList />
      <Loaded query={cases} words="Reading the cases" lines={8}>
        {(list) => (
          <>
            <Inbox list={list} />
            <RegisterInbox list={list} />
          </>
        )}
      </Loaded>
    </CaseFrame>
  );
}

function Inbox({ list }: { readonly list: CaseList }) {
  const { me } = usePlan();
  const [params, setParams] = useSearchParams();
  const open = list.cases.filter(({ closed }) => !closed);
  const office = params.get("office") ?? (open.some(isMine) ? "mine" : "all");
  const officer = params.get("officer") ?? "";
  const shown = open.filter(
    (one) => isFor(one, office) && (officer === "" || (one.officer ?? nobody) === officer),
  );
  const choose = (name: string) => (next: string) =>
    setParams((old) => {
      const query = new URLSearchParams(old);
      if (next === "") query.delete(name);
      else query.set(name, next);
      return query;
    });
  if (list.count === 0) {
    return (
      <Empty title="No cases yet">
        <p>
          A case follows a decision of several offices: concurrence, an arms transfer, the vetting
          of a unit, a condition. Open one here, or import a plan that has cases.
        </p>
      </Empty>
    );
  }
  return (
    <>
      {list.withheld && <Withheld />}
      <div className="case-choice">
        <OfficeChoice open={open} chosen={office} onChoose={choose("office")} />
        <OfficerChoice open={open} me={me.name} chosen={officer} onChoose={choose("officer")} />
      </div>
      <div className="case-choice">
        <p role="status">{countWords(shown)}</p>
        <ActInSeveral cases={shown} on={list.on} />
      </div>
      {sections.map(([title, belongs]) => (
        <InboxSection
          key={title}
          title={title}
          rows={shown.filter((one) => belongs(one, list.on))}
        />
      ))}
    </>
  );
}

const isMine = (one: CaseSummary) => one.waits_for.some(({ mine }) => mine);

function isFor(one: CaseSummary, office: string): boolean {
  if (office === "all") return true;
  if (office === "mine") return isMine(one);
  return one.waits_for.some(({ code }) => code === office);
}

function countWords(rows: readonly CaseSummary[]): string {
  const late = rows.filter(({ overdue }) => overdue).length;
  const cases = `${rows.length} ${rows.length === 1 ? "case waits" : "cases wait"}`;
  return late === 0 ? `${cases}, none is overdue.` : `${cases}, ${late} overdue.`;
}

/** Days from which on a case is no longer due soon. */
const soon = 14;

const isSoon = (one: CaseSummary, on: string) => {
  const due = dueOf(one);
  return due !== null && Date.parse(due) - Date.parse(on) <= soon * 86_400_000;
};

const sections: readonly (readonly [string, (one: CaseSummary, on: string) => boolean])[] = [
  ["Overdue", (one) => one.overdue],
  ["Due within two weeks", (one, on) => !one.overdue && isSoon(one, on)],
  ["Later, or without a day", (one, on) => !one.overdue && !isSoon(one, on)],
];

function OfficeChoice(props: {
  readonly open: readonly CaseSummary[];
  readonly chosen: string;
  readonly onChoose: (office: string) => void;
}) {
  const { open, chosen, onChoose } = props;
  const offices = new Map<string, { readonly name: string; count: number }>();
  for (const one of open) {
    for (const { code, name, department } of one.waits_for) {
      const known = offices.get(code) ?? { name: `${department}: ${name}`, count: 0 };
      known.count += 1;
      offices.set(code, known);
    }
  }
  const sorted = [...offices].sort(([, a], [, b]) => (a.name < b.name ? -1 : 1));
  return (
    <>
      <label className="usa-label" htmlFor="inbox-office">
        Waits for
      </label>
      <select
        id="inbox-office"
        className="usa-select"
        value={chosen}
        onChange={(event) => onChoose(event.target.value)}
      >
        <option value="mine">My offices ({open.filter(isMine).length})</option>
        <option value="all">Every office ({open.length})</option>
        {sorted.map(([code, { name, count }]) => (
          <option key={code} value={code}>
            {name} ({count})
          </option>
        ))}
        {!["mine", "all"].includes(chosen) && !offices.has(chosen) && (
          <option value={chosen}>{chosen} (0)</option>
        )}
      </select>
    </>
  );
}

/** In the address, stands for cases that nobody has taken: no name. */
const nobody = "-";

function OfficerChoice(props: {
  readonly open: readonly CaseSummary[];
  readonly me: string;
  readonly chosen: string;
  readonly onChoose: (officer: string) => void;
}) {
  const { open, me, chosen, onChoose } = props;
  const known = open.map(({ officer }) => officer ?? nobody);
  const others = [...new Set([...known, chosen])]
    .filter((name) => name !== "" && name !== me && name !== nobody)
    .sort();
  const count = (name: string) => known.filter((one) => one === name).length;
  return (
    <>
      <label className="usa-label" htmlFor="inbox-officer">
        Worked on by
      </label>
      <select
        id="inbox-officer"
        className="usa-select"
        value={chosen}
        onChange={(event) => onChoose(event.target.value)}
      >
        <option value="">Anybody ({open.length})</option>
        <option value={me}>Me ({count(me)})</option>
        <option value={nobody}>Nobody yet ({count(nobody)})</option>
        {others.map((name) => (
          <option key={name} value={name}>
            {name} ({count(name)})
          </option>
        ))}
      </select>
    </>
  );
}

function InboxSection(props: { readonly title: string; readonly rows: readonly CaseSummary[] }) {
  const { title, rows } = props;
  const { to } = usePlan();
  const day = useDay();
  if (rows.length === 0) return null;
  return (
    <div className="inbox-section">
      <h2>
        {title} <span className="soft">({rows.length})</span>
      </h2>
      <DataTable
        caption={title}
        quiet
        rows={rows}
        keyOf={(row) => row.id}
        columns={columnsOf((id) => to("cases", [id], day))}
      />
    </div>
  );
}
