import { type UseQueryResult, useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import type { AnswerOf } from "../../../api/client.ts";
import { useLiveEvents } from "../../live/live-context.tsx";
import { usePlan } from "../../plan-context.tsx";
import { client, queryClient } from "../../queries/api.ts";
import { type MoveTable, type Rows, rowsById, type TableRows } from "./table-rows.ts";

type TableName = AnswerOf<"readTable">["table"];

const pageSize = 5000;

/** All rows of a table with what the caller may not see marked. */
export interface WholeTable {
  readonly rows: TableRows;
  readonly seq: number;
  readonly withheld: boolean;
}

function tableKey(plan: string, branch: string, table: TableName, where: readonly string[]) {
  return [plan, "whole-table", branch, table, where] as const;
}

async function readWhole(
  plan: string,
  branch: string,
  table: TableName,
  where: readonly string[],
  signal: AbortSignal,
): Promise<WholeTable> {
  const pages: AnswerOf<"readTable">[] = [];
  let after: string | undefined;
  do {
    const page: AnswerOf<"readTable"> = await client.call("readTable", {
      params: { plan, table },
      query: {
        branch,
        limit: pageSize,
        ...(where.length === 0 ? {} : { where: [...where] }),
        ...(after === undefined ? {} : { after }),
      },
      signal,
    });
    pages.push(page);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return {
    rows: rowsById(pages),
    seq: Math.max(...pages.map(({ seq }) => seq)),
    withheld: pages.some(({ withheld }) => withheld),
  };
}

/** Which rows of which table; all of them without `where`. */
export interface TableAsked {
  readonly table: TableName;
  /** Such as `initiative=boats`. */
  readonly where?: readonly string[];
}

/** Whole tables of the open branch, kept fresh as anybody changes them. */
export function useTables(asked: readonly TableAsked[]): readonly UseQueryResult<WholeTable>[] {
  const { plan, branch } = usePlan();
  useLiveEvents((event) => {
    if (event.kind !== "change") return;
    // What main changes may change a scenario too, once it is put on it.
    if (event.change.branch !== branch && event.change.branch !== "main") return;
    void queryClient.invalidateQueries({ queryKey: [plan, "whole-table", branch] });
  });
  return useQueries({
    queries: asked.map(({ table, where = [] }) => ({
      queryKey: tableKey(plan, branch, table, where),
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        readWhole(plan, branch, table, where, signal),
    })),
  });
}

const moved: readonly MoveTable[] = [
  "objectives",
  "resources",
  "directives",
  "limits",
  "initiatives",
];

/** The rows that can be moved, once all are there; else what went wrong. */
export interface RowsHere {
  readonly rows: Rows | undefined;
  readonly withheld: boolean;
  readonly problem: Error | null;
  readonly again: () => void;
}

/** The rows of the open branch that the page Allocation moves. */
export function useMovedRows(): RowsHere {
  const tables = useTables(moved.map((table) => ({ table })));
  const answers = tables.map(({ data }) => data);
  const rows = useMemo(() => {
    const [objectives, resources, directives, limits, initiatives] = answers;
    return objectives && resources && directives && limits && initiatives
      ? {
          objectives: objectives.rows,
          resources: resources.rows,
          directives: directives.rows,
          limits: limits.rows,
          initiatives: initiatives.rows,
        }
      : undefined;
    // The answers are told apart one by one: the list is a new one each time.
    // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  }, answers);
  return {
    rows,
    withheld: answers.some((one) => one?.withheld === true),
    problem: tables.find(({ error }) => error !== null)?.error ?? null,
    again: () => {
      for (const table of tables) if (table.error !== null) void table.refetch();
    },
  };
}
