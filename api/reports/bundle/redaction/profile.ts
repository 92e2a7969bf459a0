import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { describeError, Problem } from "../../../../model/problem.ts";
import { formatIssue, parseYaml } from "../../../../model/yaml/parse-yaml.ts";

const keepOrMask = z.enum(["keep", "mask"]);
const encloseOrWithhold = z.enum(["enclose", "withhold"]);

/** What of a report leaves the enterprise; what does not is masked, and its digest is given. */
export const redactionProfileSchema = z
  .strictObject({
    /** Addresses of devices and discovery ranges, and the address records. */
    addresses: keepOrMask,
    /** Names and ids of sites, zones, assets and endpoints, and names of people. */
    names: keepOrMask,
    /** What people and checks wrote: reasons, measures, names of documents. */
    freeText: z.enum(["keep", "drop"]),
    /** What the probes saw. It holds addresses and names of every kind, so it is enclosed only where nothing is masked. */
    facts: encloseOrWithhold,
    /** The documents of claims. */
    documents: encloseOrWithhold,
  })
  .refine(
    ({ addresses, names, freeText, facts }) => facts === "withhold" || `${addresses}${names}${freeText}` === "keepkeepkeep",
    {
      path: ["facts"],
      error: "expected withhold, since facts hold addresses, names and texts",
    },
  );
export type RedactionRules = z.infer<typeof redactionProfileSchema>;

export interface RedactionProfile extends RedactionRules {
  readonly id: string;
}

const shippedSchema = z.record(z.string(), redactionProfileSchema);
const shippedFile = join(import.meta.dirname, "profiles.yaml");

/**
 * A profile that comes with Plantwatch, by its id, or one in a file.
 * @throws Problem `redaction-unknown`, or `config-invalid` with a line for every mistake
 */
export async function readRedactionProfile(idOrFile: string): Promise<RedactionProfile> {
  const shipped = await readYaml(shippedFile, shippedSchema);
  const own = Object.hasOwn(shipped, idOrFile) ? shipped[idOrFile] : undefined;
  if (own !== undefined) return { id: idOrFile, ...own };
  return { id: idOrFile.split(/[\\/]/).at(-1) ?? idOrFile, ...(await readYaml(idOrFile, redactionProfileSchema)) };
}

async function readYaml<T extends z.ZodType>(file: string, schema: T): Promise<z.output<T>> {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new Problem("redaction-unknown", `there is no redaction profile ${file}: ${describeError(cause)}`, {
      target: file,
      advice: "Name none, authority or public, or a YAML file with a profile.",
      cause,
    });
  });
  const parsed = parseYaml(text, file, schema);
  if (!parsed.ok) throw new Problem("config-invalid", parsed.issues.map(formatIssue).join("\n"), { target: file });
  return parsed.value;
}
