import { z } from "zod";
import { defaultSpoolLimits } from "../../collector/spool/spool.ts";
import { durationSchema, minute } from "../../model/instant.ts";
import { whenFullChoices } from "../../model/spool.ts";

const units = { B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 } as const;
const sizeForm = "expected a number with KiB, MiB or GiB, such as 512MiB";
const sizePattern = /^(\d+(?:\.\d+)?) ?(B|KiB|MiB|GiB)$/;
const smallestSpool = 1024 ** 2;

/** Bytes, written with their unit. */
export const sizeSchema = z
  .union([z.int().positive(), z.string().regex(sizePattern, sizeForm)], sizeForm)
  .transform((written) => {
    if (typeof written === "number") return written;
    const [, amount = "0", unit = "B"] = sizePattern.exec(written) ?? [];
    return Math.floor(Number(amount) * units[unit as keyof typeof units]);
  })
  .refine((bytes) => bytes >= smallestSpool, "expected 1MiB or more");

/** What a collector keeps while the centre does not take it, and what gives way when that is too much. */
export const spoolConfigSchema = z.strictObject({
  /** Of everything that it holds; its file is a little larger. */
  maxBytes: sizeSchema.default(defaultSpoolLimits.maxBytes),
  /** What is older is dropped. The centre takes no point that is older than thirty days. */
  maxAge: durationSchema
    .refine((milliseconds) => milliseconds >= minute, "expected a minute or more")
    .default(defaultSpoolLimits.maxAgeMs),
  /** Samples always give way before observations do. */
  whenFull: z.enum(whenFullChoices).default(defaultSpoolLimits.whenFull),
});
