import type { Command } from "commander";
import { hasErrors } from "../base/findings.ts";
import type { FiscalYear, IsoDate } from "../base/fiscal.ts";
import { listCycle } from "../law/cycle.ts";
import { describeAuthority } from "../law/describe.ts";
import { addCommand, type CommandContext, helpAfter } from "./command-context.ts";
import { showAuthority, showCycle } from "./law-text.ts";
import { parseDay, parseYear } from "./option-values.ts";
import { unknownName } from "./overrides.ts";
import { type LoadedLaw, loadLawFolder } from "./plan-input.ts";
import { printReply, type Reply, type ReplyOptions, refuse } from "./reply.ts";
import type { Surroundings } from "./surroundings.ts";

const examples = [
  "entente law",
  "entente law FMF",
  "entente law S333 --on 2016-12-22",
  "entente law --cycle 2022",
  "entente law PKO --json",
];

interface LawOptions extends ReplyOptions {
  readonly on?: IsoDate;
  readonly cycle?: FiscalYear;
}

/** Adds `entente law AUTHORITY`: what the catalogue says on a day. */
export function addLaw(program: Command, { around, end }: CommandContext): void {
  addCommand(program, "law", "Say what the authority catalogue holds of an account or authority.")
    .argument(
      "[authority]",
      "code of an account or authority, such as FMF; all are listed without one",
    )
    .option("--on <date>", "the day (default: the day of the law's edition)", parseDay)
    .option("--cycle <year>", "instead: the budget and planning year of a fiscal year", parseYear)
    .addHelpText("after", helpAfter(examples))
    .action(async (code: string | undefined, options: LawOptions) => {
      const { law, findings } = await loadLawFolder(around);
      const reply = hasErrors(findings)
        ? refuse("law", findings)
        : options.cycle !== undefined
          ? tellCycle(law, options.cycle, around)
          : code === undefined
            ? listAuthorities(law)
            : tell(law, code, options.on, around);
      end(printReply(reply, options, around));
    });
}

/** The steps of a department's year, on the days of a fiscal year. */
function tellCycle(law: LoadedLaw, year: FiscalYear, around: Surroundings): Reply {
  const steps = listCycle(law.contents, year);
  const text = showCycle(steps, Math.min(around.columns, 100));
  return { command: "law", ending: "fine", findings: [], result: { steps }, text };
}

/** Every code of the catalogue with its name. */
function listAuthorities(law: LoadedLaw): Reply {
  const authorities = [...law.contents.authorities.values()].map(({ code, name }) => ({
    code,
    name,
  }));
  const widest = Math.max(...authorities.map(({ code }) => code.length));
  const lines = authorities.map(({ code, name }) => `${code.padEnd(widest)}  ${name}`);
  const text = `${lines.join("\n")}\n`;
  return { command: "law", ending: "fine", findings: [], result: { authorities }, text };
}

/** The code that somebody means, of a duty or a license too: in any case, and sections of title 10 without their letter. */
function codeOf(law: LoadedLaw, asked: string): string | undefined {
  const { authorities, licenses } = law.contents;
  const names = [asked, `S${asked}`].map((name) => name.toLowerCase());
  const known = [...authorities.keys()].find((each) => names.includes(each.toLowerCase()));
  // A license stands with the sales that leave under it.
  const list = [...licenses.values()].find((each) =>
    each.licenses.some(({ code }) => code.toLowerCase() === asked.toLowerCase()),
  );
  return known ?? list?.channel;
}

function tell(law: LoadedLaw, asked: string, on: IsoDate | undefined, around: Surroundings): Reply {
  const code = codeOf(law, asked);
  const day = on ?? law.contents.edition.on;
  const authority = describeAuthority(law, code ?? asked, day);
  if (authority === undefined) {
    const unknown = unknownName(
      "AUTHORITY",
      "an account or authority of the catalogue",
      asked,
      law.accountCodes,
    );
    return refuse("law", [unknown]);
  }
  return {
    command: "law",
    ending: "fine",
    findings: [],
    result: { authority },
    text: showAuthority(authority, Math.min(around.columns, 100)),
  };
}
