import { type Command, InvalidArgumentError } from "commander";
import { type Finding, hasErrors } from "../base/findings.ts";
import type { IsoDate } from "../base/fiscal.ts";
import { type Cents, parseDollars, showDollars } from "../base/money.ts";
import { type Notice, type NoticeQuestion, noticeFor } from "../law/notification.ts";
import { addCommand, type CommandContext, helpAfter } from "./command-context.ts";
import { parseDay } from "./option-values.ts";
import { unknownName } from "./overrides.ts";
import { type LoadedLaw, loadLawFolder } from "./plan-input.ts";
import { printReply, type Reply, type ReplyOptions, refuse } from "./reply.ts";
import { wrapText } from "./wrap-text.ts";

const examples = [
  "entente notice FMS --partner KOR --value 25000000",
  "entente notice DCS --partner PHL --value 60000000 --category articles_or_services",
];

interface NoticeOptions extends ReplyOptions {
  readonly partner: string;
  readonly value: Cents;
  readonly category: string;
  readonly on?: IsoDate;
}

/** Adds `entente notice KIND`: whether Congress must be told of a transfer, and how long one waits. */
export function addNotice(program: Command, { around, end }: CommandContext): void {
  addCommand(program, "notice", "Say whether Congress must be told of a transfer, and the wait.")
    .argument("<kind>", "FMS, DCS, upgrade, third_party_transfer, lease or EDA")
    .requiredOption("--partner <iso3>", "ISO 3166-1 code of the partner, or NATO")
    .requiredOption("--value <dollars>", "value in plain dollars, such as 25000000", parseValue)
    .option("--category <category>", "what is transferred", "major_defense_equipment")
    .option("--on <date>", "the day (default: the day of the law's edition)", parseDay)
    .addHelpText("after", helpAfter(examples))
    .action(async (kind: string, options: NoticeOptions) => {
      const { law, findings } = await loadLawFolder(around);
      const columns = Math.min(around.columns, 100);
      const reply = hasErrors(findings)
        ? refuse("notice", findings)
        : tell(law, kind, options, columns);
      end(printReply(reply, options, around));
    });
}

function parseValue(text: string): Cents {
  const value = parseDollars(text, false);
  if (typeof value === "number") return value;
  const { suggestion } = value;
  throw new InvalidArgumentError(
    `Write plain dollars, such as ${suggestion === undefined ? "25000000" : suggestion}.`,
  );
}

function tell(law: LoadedLaw, kind: string, options: NoticeOptions, columns: number): Reply {
  const asked = askedOf(law, kind, options);
  if ("code" in asked) return refuse("notice", [asked]);
  const notice = noticeFor(law, asked);
  if (notice === undefined) {
    const text = "The catalogue holds no threshold for that on that day.\n";
    return { command: "notice", ending: "fine", findings: [], result: { notice: null }, text };
  }
  const text = showNotice(asked, notice, columns);
  return { command: "notice", ending: "fine", findings: [], result: { notice }, text };
}

function askedOf(law: LoadedLaw, name: string, options: NoticeOptions): NoticeQuestion | Finding {
  const known = [...law.contents.notices.values()];
  const kind = known.find((each) => each.kind.toLowerCase() === name.toLowerCase());
  if (kind === undefined) {
    const kinds = known.map((each) => each.kind);
    return unknownName("KIND", "a kind of transfer", name, kinds);
  }
  const categories = [...new Set(kind.rules.map((rule) => rule.category))];
  const category = categories.find((each) => each === options.category);
  if (category === undefined) {
    return unknownName("--category", `a category of ${kind.kind}`, options.category, categories);
  }
  const on = options.on ?? law.contents.edition.on;
  const partner = options.partner.toUpperCase();
  return { kind: kind.kind, partner, category, value: options.value, on };
}

function showNotice(asked: NoticeQuestion, notice: Notice, columns: number): string {
  const { kind, partner, category, value, on } = asked;
  const wait =
    notice.waiting_days === null
      ? "The catalogue holds no waiting time."
      : `Wait ${notice.waiting_days} calendar days after the notice.`;
  const lines = [
    `${kind} to ${partner}, ${category}, ${showDollars(value)}, on ${on}`,
    notice.crossed
      ? `Congress must be told: the threshold is ${showDollars(notice.threshold)}. ${wait}`
      : `No notice is needed below the threshold of ${showDollars(notice.threshold)}.`,
    ...notice.provisions.flatMap(({ rule, says, citation, mark }) =>
      wrapText(`${rule}: ${says} [${citation}; ${mark}]`, columns, 2),
    ),
  ];
  return `${lines.join("\n")}\n`;
}
