import { compareText, type Finding } from "../../base/findings.ts";
import { exactDollars, showExact } from "../amounts.ts";
import {
  findNearestPartnerName,
  findPartner,
  type KnownPartner,
} from "../countries/find-partner.ts";
import { reportExchange } from "../finding-kinds.ts";
import type { GreenbookRow } from "./greenbook-rows.ts";

/** A recipient of security rows in the years asked for. */
export interface GreenbookRecipient {
  /** The name in the file. */
  readonly name: string;
  /** The Greenbook's region, which is USAID's and not State's. */
  readonly region: string;
  /** Whether it is a regional row, "(not specified)", and no country. */
  readonly regional: boolean;
  /** Rows of security accounts in the years asked for. */
  readonly rows: number;
  /** The partner that it is suggested to be; absent for a name that is not known. */
  readonly partner: KnownPartner | undefined;
}

/** Gathers recipients, and reports names that are not in the table. */
export function startRecipients(): {
  meet(row: GreenbookRow): KnownPartner | undefined;
  list(): GreenbookRecipient[];
  findings(file: string): Finding[];
} {
  const met = new Map<
    string,
    GreenbookRecipient & { rows: number; cents: bigint; first: number }
  >();
  return {
    meet(row) {
      const known = met.get(row.country) ?? {
        name: row.country,
        region: row.region,
        regional: /\(not specified\)$/i.test(row.country),
        partner: findPartner(row.country),
        rows: 0,
        cents: 0n,
        first: row.row,
      };
      known.rows++;
      known.cents += row.cents;
      met.set(row.country, known);
      return known.partner;
    },
    list() {
      return [...met.values()]
        .sort((a, b) => compareText(a.name, b.name))
        .map(({ name, region, regional, rows, partner }) => ({
          name,
          region,
          regional,
          rows,
          partner,
        }));
    },
    findings(file) {
      return [...met.values()]
        .filter(({ partner }) => partner === undefined)
        .map(({ name, rows, cents, first }) => {
          const near = findNearestPartnerName(name);
          const hint = near === undefined ? "" : ` The nearest known name is \`${near}\`.`;
          return reportExchange(
            "partner_not_listed",
            { file, row: first, field: "Country" },
            {
              found: `\`${name.slice(0, 80)}\`: ${rows} rows, ${showExact(exactDollars(cents))}`,
              expected: "a name of the table in src/exchange/countries/",
              help: `Its rows were left. Add the name to the table to take them.${hint}`,
            },
          );
        });
    },
  };
}
