import { z } from "zod";

const level = z.enum(["none", "note", "warning", "error"]);
const text = z.object({ text: z.string().min(1) });

/** The essence of a SARIF 2.1.0 log, as those read it who show one. */
const sarifSchema = z.object({
  $schema: z.url(),
  version: z.literal("2.1.0"),
  runs: z
    .array(
      z.object({
        tool: z.object({
          driver: z.object({
            name: z.literal("Plantwatch"),
            version: z.string().min(1),
            rules: z.array(
              z.object({
                id: z.string().min(1),
                shortDescription: text,
                fullDescription: text,
                help: text,
                defaultConfiguration: z.object({ level }),
              }),
            ),
          }),
        }),
        results: z.array(
          z.object({
            ruleId: z.string(),
            ruleIndex: z.int().nonnegative(),
            level,
            message: text,
            locations: z
              .array(
                z.object({
                  physicalLocation: z.object({ artifactLocation: z.object({ uri: z.url() }) }),
                  logicalLocations: z.array(z.object({ fullyQualifiedName: z.string().min(1) })),
                }),
              )
              .min(1),
          }),
        ),
      }),
    )
    .length(1),
});
export type SarifRun = z.infer<typeof sarifSchema>["runs"][number];

/** The only run of a log; throws where the log is not SARIF, a rule comes twice, or a result belongs to no rule. */
export function readSarif(log: string): SarifRun {
  const [run] = sarifSchema.parse(JSON.parse(log)).runs;
  if (run === undefined) throw new Error("no run");
  const ids = run.tool.driver.rules.map(({ id }) => id);
  if (new Set(ids).size < ids.length) throw new Error("a rule comes twice");
  for (const { ruleId, ruleIndex } of run.results) {
    if (ids[ruleIndex] !== ruleId) throw new Error(`${ruleId} is not the rule at ${ruleIndex}`);
  }
  return run;
}
