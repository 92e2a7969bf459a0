import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { stringify } from "yaml";
import { z } from "zod";
import { runCommand } from "../support/processes.ts";

/** What `plantwatch scan --format json` promises (schema 1). */
const reportSchema = z.strictObject({
  schema: z.literal(1),
  targets: z.array(
    z.strictObject({
      url: z.string(),
      outcome: z.enum(["answered", "refused", "unreachable", "malformed"]),
      verdicts: z.array(
        z.strictObject({
          check: z.string(),
          status: z.enum(["pass", "fail", "not-applicable", "unknown"]),
          severity: z.enum(["critical", "high", "medium", "low"]),
          because: z.strictObject({ "zh-CN": z.string().min(1), en: z.string().min(1) }),
          evidence: z.array(z.strictObject({ probe: z.string(), pointer: z.string() })),
        }),
      ),
      facts: z.record(z.string(), z.unknown()),
    }),
  ),
});
export type ScannedTarget = z.infer<typeof reportSchema>["targets"][number];

export interface Scanned {
  readonly status: number | null;
  readonly targets: readonly ScannedTarget[];
}

/** Scans endpoints as a targets file describes them, with the data folder and the environment given. */
export async function scanTargets(
  folder: string,
  targets: readonly Readonly<Record<string, unknown>>[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Scanned> {
  const file = join(folder, "targets.yaml");
  // Peers on loopback need no sparing.
  const unhurried = targets.map((target) => ({ limits: { minGap: 0, requestsPerMinute: 6000 }, ...target }));
  await writeFile(file, stringify({ targets: unhurried }));
  const { status, output, errors } = await runCommand(["scan", "--targets", file, "--format", "json"], {
    PLANTWATCH_DATA: folder,
    ...environment,
  });
  if (output === "") throw new Error(`scan ended with ${status}: ${errors.slice(-2000)}`);
  return { status, targets: reportSchema.parse(JSON.parse(output)).targets };
}

/** Verdicts by check, in a word or two. */
export function verdictsOf(target: Pick<ScannedTarget, "verdicts">): Readonly<Record<string, string>> {
  return Object.fromEntries(target.verdicts.map((verdict) => [verdict.check, wordOf(verdict)]));
}

/** `pass`, `not-applicable`, `fail high`, `unknown: the reason in English`. */
export function wordOf({
  status,
  severity,
  because,
}: {
  status: string;
  severity: string;
  because: { readonly en: string };
}): string {
  if (status === "fail") return `fail ${severity}`;
  return status === "unknown" ? `unknown: ${because.en}` : status;
}

/** Expects unknown with this reason. */
export function unknown(reason: string): string {
  // An asymmetric matcher stands wherever a text is compared.
  return expect.stringMatching(new RegExp(`^unknown: .*${reason}`)) as string;
}
