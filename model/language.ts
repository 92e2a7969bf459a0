import { z } from "zod";

/** The two languages of everything that a person reads; zh-CN is the source. */
export const languages = ["zh-CN", "en"] as const;
export type Language = (typeof languages)[number];

/** One text in both languages, side by side so that a missing one is a type error. */
export interface Bilingual {
  readonly "zh-CN": string;
  readonly en: string;
}

export const bilingualSchema = z.strictObject({ "zh-CN": z.string().min(1), en: z.string().min(1) });

/** A name that a person types: one text for both languages, or one for each. */
export const nameSchema = z.codec(z.union([z.string().min(1), bilingualSchema]), bilingualSchema, {
  decode: (name): Bilingual => (typeof name === "string" ? { "zh-CN": name, en: name } : name),
  encode: (name) => name,
});
