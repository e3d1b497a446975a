import type { z } from "zod";
import type { IsoDate } from "../base/fiscal.ts";
import type { Judges, Law, LegalMark } from "./law.ts";
import type { feesSchema, licensesSchema } from "./sales-schema.ts";
import type {
  authoritySchema,
  barSchema,
  cycleSchema,
  editionSchema,
  groupsSchema,
  noticeSchema,
  secondReadingSchema,
} from "./schema.ts";

/** The days on which something holds, with its source; `null` is open on that side. */
export interface Span {
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
  readonly cite: string;
  readonly mark: LegalMark;
  /** How sure the first day is, where that is less sure than the value. */
  readonly day_mark?: LegalMark | undefined;
  readonly says: string;
  readonly second_reading?: SecondReading | undefined;
}

/** A second and independent reading of the published text behind a value. */
export type SecondReading = z.infer<typeof secondReadingSchema>;

/** A value of a parameter with its days; `null` is an explicit repeal. */
export interface Dated<T> extends Span {
  readonly value: T | null;
}

/** An account or authority, with the file that holds it. */
export type Authority = z.infer<typeof authoritySchema> & { readonly file: string };

/** The legal parameters of an account or authority, each a list of dated values. */
export type AuthorityParameters = Authority["parameters"];

/** A bar on assistance by account, with the file that holds it. */
export type LegalBar = z.infer<typeof barSchema> & { readonly file: string };

/** Thresholds of congressional notice for one kind of transfer, with the file that holds it. */
export type NoticeKind = z.infer<typeof noticeSchema> & { readonly file: string };

/** A group of partners with thresholds of its own. */
export type PartnerGroup = z.infer<typeof groupsSchema>["groups"][number];

/** What a sale by a channel is charged beside its value, with the file that holds it. */
export type FeeSchedule = z.infer<typeof feesSchema> & { readonly file: string };

/** One fee of a sale. */
export type Fee = FeeSchedule["fees"][number];

/** Licenses, agreements and exemptions of commercial sales, with the file that holds them. */
export type LicenseList = z.infer<typeof licensesSchema> & { readonly file: string };

/** A license, an agreement or an exemption; or a form that goes with one. */
export type License = LicenseList["licenses"][number];

/** The budget and planning year of a department, with the file that holds it. */
export type Cycle = z.infer<typeof cycleSchema> & { readonly file: string };

/** The head of the law: which edition, what it covers and what not. */
export type Edition = z.infer<typeof editionSchema>;

/** The contents of `law/`, as read and checked. */
export interface LawContents {
  readonly edition: Edition;
  /** By code, sorted. */
  readonly authorities: ReadonlyMap<string, Authority>;
  /** Sorted by code. */
  readonly bars: readonly LegalBar[];
  readonly groups: readonly PartnerGroup[];
  /** By kind, sorted. */
  readonly notices: ReadonlyMap<string, NoticeKind>;
  /** By channel, sorted. */
  readonly fees: ReadonlyMap<string, FeeSchedule>;
  /** By channel, sorted. */
  readonly licenses: ReadonlyMap<string, LicenseList>;
  /** Sorted by code. */
  readonly cycles: readonly Cycle[];
}

/** The law as the program asks it, with the contents behind the answers. */
export interface LawBook extends Law, Judges {
  readonly judgeLine: Judges["judgeLine"];
  readonly contents: LawContents;
}
