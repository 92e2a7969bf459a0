import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";
import { Problem } from "../../model/problem.ts";
import { registerTableSchema } from "../../model/protocols/modbus/endpoint.ts";
import { formatIssue, parseYaml } from "../../model/yaml/parse-yaml.ts";
import type { DeviceDeclaration } from "../define.ts";
import { functionNames } from "./function-names.ts";
import { registerSchema } from "./register-map.ts";
import { namedWeaknesses, type WeaknessName, weaknessNames } from "./weaknesses.ts";

const unitIdSchema = z.int().min(1).max(247);

const profileSchema = z.strictObject({
  /** What kind of device this stands for. */
  description: z.string().min(1),
  /** What it says of itself where the inventory names nothing else (FC 43/14, FC 17). */
  identity: z.strictObject({
    vendor: z.string().min(1),
    product: z.string().min(1),
    revision: z.string().min(1),
    vendorUrl: z.string().optional(),
    model: z.string().optional(),
    application: z.string().optional(),
    /** Objects are filled up with NULs to this many bytes. */
    padTo: z.int().min(0).max(64).default(0),
  }),
  /** FC 17: the identifier's byte, and where the run indicator stands. */
  serverId: z.strictObject({ id: z.int().min(0).max(255), runByte: z.enum(["after-id", "last"]).default("after-id") }),
  /** Functions that the maker left out; they answer illegal function. */
  absent: z.array(z.enum(functionNames)).default([]),
  writes: z.enum(["accepted", "refused"]),
  registers: z.array(registerSchema).default([]),
  /** Length of a table that answers 0 where nothing is declared; elsewhere illegal data address. */
  zeroFilled: z.partialRecord(registerTableSchema, z.int().min(1).max(65_536)).default({}),
  /** Units on a serial line behind it. */
  gateway: z
    .strictObject({
      /** What it says for a unit that is not there. */
      missingUnit: z.enum(["path-unavailable", "target-silent"]),
      behind: z.array(z.strictObject({ from: unitIdSchema, to: unitIdSchema, profile: z.string() })).min(1),
    })
    .optional(),
  weaknesses: z.array(z.enum(weaknessNames)).default([]),
});
export type Profile = z.output<typeof profileSchema>;

const folder = new URL("./profiles/", import.meta.url);
/** Read once: a load test starts thousands of devices of a few profiles. */
const read = new Map<string, Profile>();

/** Names of the profiles, sorted. */
export const profileNames: readonly string[] = readdirSync(folder)
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => file.slice(0, -".yaml".length))
  .sort();

/**
 * Reads a profile.
 * @throws Problem `unknown-profile`, or `invalid-profile` with file, line and path
 */
export function loadProfile(name: string): Profile {
  if (!profileNames.includes(name)) {
    throw new Problem("unknown-profile", `There is no Modbus profile "${name}".`, {
      target: name,
      advice: `Known: ${profileNames.join(", ")}.`,
    });
  }
  const profile = read.get(name) ?? readProfile(`${name}.yaml`);
  read.set(name, profile);
  return profile;
}

function readProfile(file: string): Profile {
  const parsed = parseYaml(readFileSync(new URL(file, folder), "utf8"), file, profileSchema);
  if (!parsed.ok) throw new Problem("invalid-profile", parsed.issues.map(formatIssue).join("\n"), { target: file });
  return parsed.value;
}

/** The profile of one unit: the device's own, or what stands behind the gateway under that id. */
export function unitProfile(profile: Profile, unit: number): Profile {
  const behind = profile.gateway?.behind;
  if (behind === undefined) return profile;
  const place = behind.find(({ from, to }) => unit >= from && unit <= to) ?? behind[0];
  return place === undefined ? profile : loadProfile(place.profile);
}

/** The weaknesses that a device has by its profile and its own declaration. */
export function weaknessesOf(
  profile: Profile,
  device: Pick<DeviceDeclaration, "weaknesses" | "without">,
): readonly WeaknessName[] {
  const without = namedWeaknesses(device.without);
  return namedWeaknesses([...profile.weaknesses, ...device.weaknesses]).filter((name) => !without.includes(name));
}
