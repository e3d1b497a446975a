import { Button } from "@trussworks/react-uswds";
import { useState } from "react";
import { useLocation, useSearchParams } from "wouter";
import { outsideDepartments } from "../../../api/case-offices.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { ErrorState } from "../../parts/states.tsx";
import { type PlanHere, usePlan } from "../../plan-context.tsx";
import { askAnew, client } from "../../queries/api.ts";
import { usePlanRows } from "../proposal/use-plan-rows.ts";
import type { CaseList } from "./case-values.ts";

type Process = CaseList["processes"][number];

/** The table of what a case of each kind decides, and the field that names it. */
const subjects = {
  concurrence: ["initiatives", "initiative", "Initiative"],
  transfer: ["transfers", "transfer", "Transfer"],
  vetting: ["units", "unit", "Unit"],
  condition: ["conditions", "condition", "Condition"],
} as const;

type Office = Process["offices"][number];

/** Whether somebody of the office signs in here, and so may open a case for it. */
const isInside = ({ department }: Office) => !outsideDepartments.includes(department);
const ownOffices = (offices: readonly Office[]) =>
  offices.filter((one) => one.mine && isInside(one));

/** The processes in which a person may open a case: all, or those in which an office is theirs. */
export function mayOpenIn(may: PlanHere["may"], processes: readonly Process[]): Process[] {
  return processes.filter(({ offices }) => may.everywhere || ownOffices(offices).length > 0);
}

/** A button that opens a case; shown to those who may. */
export function OpenCase(props: { readonly processes: readonly Process[] }) {
  const { may } = usePlan();
  const processes = mayOpenIn(may, props.processes);
  const [params] = useSearchParams();
  const [open, setOpen] = useState(params.get("new") !== null);
  if (processes.length === 0) return null;
  return (
    <>
      <Button type="button" onClick={() => setOpen(true)}>
        Open a case
      </Button>
      {open && <OpenCaseDialog processes={processes} onClose={() => setOpen(false)} />}
    </>
  );
}

function OpenCaseDialog(props: {
  readonly processes: readonly Process[];
  readonly onClose: () => void;
}) {
  const { processes, onClose } = props;
  const form = useNewCase(processes, onClose);
  const { name, row, problem, busy, send } = form;
  return (
    <Dialog
      title="Open a case"
      onClose={onClose}
      actions={
        <>
          <Button
            type="button"
            disabled={busy || name.trim() === "" || row === undefined}
            onClick={() => void send()}
          >
            Open it
          </Button>
          <Button type="button" unstyled onClick={onClose}>
            Leave it
          </Button>
        </>
      }
    >
      <CaseFields processes={processes} form={form} />
      {problem !== null && <ErrorState problem={problem} />}
    </Dialog>
  );
}

type NewCaseForm = ReturnType<typeof useNewCase>;

/** A case while it is written, and opening it. */
function useNewCase(processes: readonly Process[], onClose: () => void) {
  const { plan, branch, to } = usePlan();
  const [params] = useSearchParams();
  const [, navigate] = useLocation();
  // Who comes from a proposal decides about that proposal.
  const decides = params.get("initiative") === null ? undefined : "concurrence";
  const first = processes.find(({ kind }) => kind === decides) ?? processes[0];
  const [code, setCode] = useState(first?.code ?? "");
  const [name, setName] = useState("");
  const [subject, setSubject] = useState(params.get("initiative") ?? "");
  const [owner, setOwner] = useState("");
  const [due, setDue] = useState("");
  const [problem, setProblem] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const process = processes.find((one) => one.code === code);
  const [table, field, word] = subjects[(process?.kind ?? "concurrence") as keyof typeof subjects];
  const rows = usePlanRows(table);
  const row = rows?.find((one) => one.id === subject);
  const inside = process?.offices.filter(isInside) ?? [];
  const mine = ownOffices(inside);
  const offices = mine.length > 0 ? mine : inside;
  const office = offices.some((one) => one.code === owner) ? owner : (offices[0]?.code ?? "");
  const send = async () => {
    setBusy(true);
    try {
      const cells = {
        ...{ name: name.trim(), process: code, owner: office, [field]: subject },
        partner: row?.partner ?? null,
        ...(due === "" ? {} : { due_on: due }),
      };
      const made = await client.call("openCase", { params: { plan }, body: { branch, cells } });
      await askAnew(plan, ["listCases", "readCalendar", "readTable", "listChanges", "readPartner"]);
      onClose();
      navigate(to("cases", [made.case.case.id]));
    } catch (thrown) {
      setProblem(thrown instanceof Error ? thrown : new Error(String(thrown)));
      setBusy(false);
    }
  };
  return {
    ...{ code, setCode, process, name, setName, subject, setSubject, word, rows, row },
    ...{ office, setOwner, offices, due, setDue, problem, busy, send },
  };
}

function CaseFields(props: { readonly processes: readonly Process[]; readonly form: NewCaseForm }) {
  const { processes, form } = props;
  const { code, setCode, process, name, setName, office, setOwner, offices, due, setDue } = form;
  return (
    <>
      <label className="usa-label" htmlFor="open-process">
        Process
      </label>
      <select
        id="open-process"
        className="usa-select"
        value={code}
        onChange={(event) => setCode(event.target.value)}
      >
        {processes.map((one) => (
          <option key={one.code} value={one.code}>
            {one.name}
          </option>
        ))}
      </select>
      <p className="soft">{process?.summary}</p>
      <SubjectField form={form} />
      <label className="usa-label" htmlFor="open-name">
        What it is about
      </label>
      <input
        id="open-name"
        className="usa-input"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <label className="usa-label" htmlFor="open-owner">
        Opened by the office
      </label>
      <select
        id="open-owner"
        className="usa-select"
        value={office}
        onChange={(event) => setOwner(event.target.value)}
      >
        {offices.map((one) => (
          <option key={one.code} value={one.code}>
            {one.department}: {one.name}
          </option>
        ))}
      </select>
      <label className="usa-label" htmlFor="open-due">
        To be decided by <span className="soft">(if a day is set)</span>
      </label>
      <input
        id="open-due"
        type="date"
        className="usa-input"
        value={due}
        onChange={(event) => setDue(event.target.value)}
      />
    </>
  );
}

function SubjectField({ form }: { readonly form: NewCaseForm }) {
  const { subject, setSubject, word, rows, row } = form;
  return (
    <>
      <label className="usa-label" htmlFor="open-subject">
        {word} that it decides
      </label>
      <input
        id="open-subject"
        className="usa-input"
        list="open-subjects"
        value={subject}
        onChange={(event) => setSubject(event.target.value)}
      />
      <datalist id="open-subjects">
        {(rows ?? [])
          .filter((one) => matches(one, subject))
          .slice(0, 200)
          .map((one) => (
            <option key={one.id} value={one.id ?? ""}>
              {one.name}
            </option>
          ))}
      </datalist>
      <p className="soft" role="status">
        {row === undefined
          ? `Type a name, and choose the ${word.toLowerCase()}.`
          : `${row.name}, ${row.partner}`}
      </p>
    </>
  );
}

function matches(row: Readonly<Record<string, string | null>>, words: string): boolean {
  const wanted = words.toLowerCase();
  return `${row.id} ${row.name} ${row.partner}`.toLowerCase().includes(wanted);
}
