import { z } from "zod";
import { message } from "../../../../model/messages/index.ts";
import { saltsSchema } from "../evidence.ts";
import { readJson } from "../json-bytes.ts";
import { bundleNames } from "../manifest.ts";
import type { BundleFiles } from "../pack.ts";
import { maskedSchema, pieceDigest, valueAt } from "../redaction/pieces.ts";
import { enclosedObservations } from "./evidence.ts";
import { fails, holds, type Statement } from "./statement.ts";

/** Whether what a masked bundle hides is what stands in the whole one of the same report. */
export function checkOriginals(masked: BundleFiles, original: BundleFiles): readonly Statement[] {
  const hidden = readJson(masked.get(bundleNames.masked), maskedSchema);
  const salts = readJson(original.get(bundleNames.salts), saltsSchema);
  const report = readJson(original.get(bundleNames.data), z.unknown());
  if (hidden === undefined) return [fails(message("verify.unreadable", { name: bundleNames.masked }))];
  if (salts === undefined) return [fails(message("verify.unreadable", { name: bundleNames.salts }))];
  const pieces = hidden.pieces
    .filter(({ path, sha256 }) => pieceDigest(salts.maskSecret, path, valueAt(report, path)) !== sha256)
    .map(({ path }) => path);
  const [here, there] = [enclosedObservations(masked), enclosedObservations(original)];
  const observations = [...(here ?? new Map())].filter(([id, { digest }]) => there?.get(id)?.digest !== digest).map(([id]) => id);
  const wrong = [...pieces, ...observations];
  if (wrong.length > 0) return wrong.slice(0, 20).map((path) => fails(message("verify.original-differs", { path })));
  return [holds(message("verify.originals-match", { count: hidden.pieces.length + (here?.size ?? 0) }))];
}
