import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";
import { Problem } from "../../model/problem.ts";
import { formatIssue, parseYaml } from "../../model/yaml/parse-yaml.ts";
import type { DeviceDeclaration } from "../define.ts";
import type { ServerSettings } from "./settings.ts";
import { type WeaknessName, weaknessNames } from "./weakness.ts";
import { settingsWith, withIncluded } from "./weakness-sets.ts";

/** Counters of ServerDiagnosticsSummary (OPC 10000-5, 12.9) that a profile can set; the rest follow from what runs. */
const counterNames = [
  "cumulatedSessionCount",
  "securityRejectedSessionCount",
  "rejectedSessionCount",
  "sessionTimeoutCount",
  "sessionAbortCount",
  "securityRejectedRequestsCount",
  "rejectedRequestsCount",
] as const;

const profileSchema = z.strictObject({
  /** What kind of server this stands for. */
  description: z.string().min(1),
  /** BuildInfo where the inventory names none. */
  product: z.strictObject({
    manufacturer: z.string().min(1),
    name: z.string().min(1),
    version: z.string().min(1),
    buildNumber: z.string().min(1),
    buildDate: z.iso.date(),
  }),
  weaknesses: z.array(z.enum(weaknessNames)).default([]),
  /** The object below Objects that holds everything of the plant. */
  object: z.string().min(1),
  /** Values of the plant beside the signals that the inventory declares. */
  values: z.array(z.strictObject({ name: z.string().min(1), unit: z.string() })).default([]),
  /** Values that operators set. */
  setpoints: z.array(z.strictObject({ name: z.string().min(1), unit: z.string(), value: z.number() })).default([]),
  methods: z.array(z.string().min(1)).default([]),
  /** Where the counters of ServerDiagnosticsSummary stand when the server starts. */
  counters: z.partialRecord(z.enum(counterNames), z.int().nonnegative()).default({}),
  /** The address space of the standard, or the smallest that still answers the probes' questions. */
  nodeset: z.enum(["standard", "mini"]).default("mini"),
});
export type Profile = z.output<typeof profileSchema>;

const folder = new URL("./profiles/", import.meta.url);

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
    throw new Problem("unknown-profile", `There is no OPC UA profile "${name}".`, {
      target: name,
      advice: `Known: ${profileNames.join(", ")}.`,
    });
  }
  const file = `${name}.yaml`;
  const parsed = parseYaml(readFileSync(new URL(file, folder), "utf8"), file, profileSchema);
  if (!parsed.ok) throw new Problem("invalid-profile", parsed.issues.map(formatIssue).join("\n"), { target: file });
  return parsed.value;
}

/** The weaknesses that a device has by its profile and its own declaration. */
export function weaknessesOf(
  profile: Profile,
  device: Pick<DeviceDeclaration, "weaknesses" | "without">,
): readonly WeaknessName[] {
  const without = new Set<string>(device.without);
  return withIncluded([...profile.weaknesses, ...device.weaknesses].filter((name) => !without.has(name)));
}

/** How the server of a device is built. */
export function settingsOf(profile: Profile, device: Pick<DeviceDeclaration, "weaknesses" | "without">): ServerSettings {
  return settingsWith(weaknessesOf(profile, device));
}
