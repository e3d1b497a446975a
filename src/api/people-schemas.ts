import { z } from "zod";
import { roleSchema } from "./plan-schemas.ts";
import { handlingSchema, idSchema } from "./value-schemas.ts";

/** A role of a person in a plan. A contributor edits the proposals of an agency or for a partner; the others, everything or nothing. */
export const grantSchema = z.object({
  role: roleSchema,
  agency: z.string().nullable().default(null),
  partner: idSchema.nullable().default(null),
});

/** A person, with what they may do in a plan. */
export const personSchema = z.object({
  id: idSchema,
  name: z.string(),
  email: z.string().nullable(),
  grants: z.array(grantSchema),
  /** The most sensitive rows that they see. */
  see: handlingSchema,
});

/** A person to add, or new grants for one. */
export const putPersonSchema = z.object({
  name: z.string().min(1).max(200),
  email: z.email().nullable().default(null),
  grants: z.array(grantSchema).max(200),
  see: handlingSchema.default("public"),
});

/** Who asks, and how they signed in. */
export const meSchema = z.object({
  id: idSchema,
  name: z.string(),
  email: z.string().nullable(),
  /** `local` where the program runs for one person on their own machine. */
  signed_in_by: z.enum(["local", "openid_connect"]),
  /** To be sent back as `x-csrf-token` with every request that changes something. */
  csrf_token: z.string(),
  /** Whether they may create plans. */
  may_create: z.boolean(),
});

/** Where somebody is looking, for the others. */
export const presenceSchema = z.object({
  /** Of one browser window. */
  window: z.string().min(1).max(100),
  page: z.string().max(200),
  branch: idSchema.default("main"),
  cell: z
    .object({ table: z.string(), row: z.string(), field: z.string() })
    .nullable()
    .default(null),
});

/** Who is there. */
export const presentSchema = z.object({
  people: z.array(presenceSchema.extend({ person: idSchema, name: z.string() })),
});
