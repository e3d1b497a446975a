import { SaxesParser } from "saxes";
import type { Finding } from "../../base/findings.ts";
import { reportExchange } from "../finding-kinds.ts";
import { type UnpackBudget, unpackPart } from "./unpack-part.ts";
import { showName, type ZipEntry } from "./zip-directory.ts";

/** What a reader of one XML part wants to hear. Names come without their namespace prefix. */
export interface XmlListener {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string): void;
  text(text: string): void;
  /** What the listener itself objects to; once there is one, reading stops. */
  problem(): Finding | undefined;
}

/** Where a part comes from. */
export interface PartSource {
  readonly bytes: Uint8Array;
  readonly budget: UnpackBudget;
  readonly file: string;
}

/** Elements nested deeper than this are no spreadsheet; one has about ten levels. */
const deepest = 200;

/** Characters given to the parser at once, so that a problem stops it before much memory is used. */
const sliceLength = 1 << 16;

/**
 * Reads one XML part as a stream, never as a whole; returns what was wrong, or nothing.
 *
 * Errors: `xml_doctype` for any DOCTYPE, so that entities cannot grow; `xml_damaged` for XML that is not well
 * formed or is in another encoding than UTF-8 and UTF-16.
 */
export function parseXmlPart(
  source: PartSource,
  entry: ZipEntry,
  listener: XmlListener,
): Finding | undefined {
  const { file } = source;
  let problem: Finding | undefined;
  let depth = 0;
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on("error", (error) => {
    problem ??= xmlDamaged(file, entry, firstLine(error.message));
  });
  parser.on("doctype", () => {
    problem ??= doctypeFound(file, entry);
  });
  parser.on("xmldecl", ({ encoding }) => {
    if (encoding !== undefined && !/^(utf-?8|utf-?16(le|be)?|us-ascii)$/i.test(encoding)) {
      problem ??= xmlDamaged(file, entry, `encoding ${encoding.slice(0, 40)}`);
    }
  });
  parser.on("opentag", ({ name, attributes }) => {
    depth++;
    if (depth > deepest)
      problem ??= xmlDamaged(file, entry, `elements nested over ${deepest} deep`);
    if (problem === undefined) listener.open(localName(name), attributes);
  });
  parser.on("closetag", ({ name }) => {
    depth--;
    if (problem === undefined) listener.close(localName(name));
  });
  parser.on("text", (text) => {
    if (problem === undefined) listener.text(text);
  });
  parser.on("cdata", (text) => {
    if (problem === undefined) listener.text(text);
  });
  const decode = chunkDecoder();
  const feed = (chunk: Uint8Array | undefined): boolean => {
    const text = decode(chunk);
    if (text === undefined) problem ??= xmlDamaged(file, entry, "bytes that are no UTF-8 text");
    for (let at = 0; text !== undefined && at < text.length; at += sliceLength) {
      if (problem !== undefined) break;
      parser.write(text.slice(at, at + sliceLength));
      problem ??= listener.problem();
    }
    return problem === undefined;
  };
  const unpacking = unpackPart(source.bytes, entry, source.budget, feed, file);
  if (problem !== undefined || unpacking !== undefined) return problem ?? unpacking;
  feed(undefined);
  if (problem === undefined) parser.close();
  return problem ?? listener.problem();
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

/** Decodes chunks; `undefined` ends the text. Answers nothing for bytes that are not in the encoding. */
function chunkDecoder(): (chunk: Uint8Array | undefined) => string | undefined {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  return (chunk) => {
    try {
      if (chunk === undefined) return decoder?.decode() ?? "";
      decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
      return decoder.decode(chunk, { stream: true });
    } catch {
      return undefined;
    }
  };
}

function encodingOf(start: Uint8Array): string {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  if (start[0] === 0xfe && start[1] === 0xff) return "utf-16be";
  return "utf-8";
}

function firstLine(message: string): string {
  return (message.split("\n")[0] ?? "").replace(/^undefined:\d+:\d+: /, "").slice(0, 120);
}

function xmlDamaged(file: string, entry: ZipEntry, what: string): Finding {
  return reportExchange(
    "xml_damaged",
    { file },
    {
      found: `${what} in ${showName(entry.name)}`,
      expected: "well-formed XML",
      help: "Open the file in a spreadsheet program and save it again, or download it again.",
    },
  );
}

function doctypeFound(file: string, entry: ZipEntry): Finding {
  return reportExchange(
    "xml_doctype",
    { file },
    {
      found: `a DOCTYPE in ${showName(entry.name)}`,
      expected: "none: no spreadsheet program writes one",
      help: "Do not use this file; it was made by hand, perhaps to do harm.",
    },
  );
}
