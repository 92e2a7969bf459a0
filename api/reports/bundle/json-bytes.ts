import type { z } from "zod";
import { canonicalJson } from "../../../model/digest.ts";

/** A value as canonical JSON (RFC 8785), so that equal values are equal files. */
export function jsonBytes(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(canonicalJson(value));
}

/** The value of a JSON file in a form, or undefined where it is missing or of another. */
export function readJson<T extends z.ZodType>(bytes: Uint8Array | undefined, schema: T): z.output<T> | undefined {
  if (bytes === undefined) return undefined;
  try {
    return schema.safeParse(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes))).data;
  } catch {
    return undefined;
  }
}
