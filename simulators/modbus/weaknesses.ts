import { second } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";
import { type AnswerFault, type DeviceSettings, wellKept } from "./settings.ts";

/** A way in which a device can be wrong: how it is made, and what follows from it. */
export interface Weakness {
  /** What it is, in a few words. */
  readonly title: string;
  /** Checks that fail at an asset that has it. */
  readonly fails: readonly string[];
  /** Checks about which no rule decides while it lasts; the truth claims nothing about them. */
  readonly undecided?: readonly string[];
  readonly make: Partial<Omit<DeviceSettings, "tls">>;
  readonly makeTls?: Partial<DeviceSettings["tls"]>;
}

export const weaknessNames = [
  "cleartext",
  "tls-old-versions",
  "tls-certificate-expired",
  "tls-no-client-auth",
  "serves-anyone",
  "any-unit",
  "identity-differs",
  "baseline-drifted",
  "stopped",
  "restarts",
  "exceptions-rising",
  "wrong-unit",
  "wrong-transaction",
  "wrong-protocol",
  "wrong-length",
  "truncated",
  "split-frames",
  "joined-frames",
  "slow",
  "silent",
  "one-connection",
] as const;
export type WeaknessName = (typeof weaknessNames)[number];

const violation = (title: string, answerFault: AnswerFault): Weakness => ({
  title,
  fails: ["modbus.protocol-violation"],
  undecided: ["modbus.any-client", "modbus.baseline-drift", "modbus.unresponsive"],
  make: { answerFault },
});

/** Every weakness by name. Written by hand from the catalogue of checks; no check is consulted. */
export const weaknesses: Readonly<Record<WeaknessName, Weakness>> = {
  cleartext: { title: "Speaks Modbus without TLS", fails: ["modbus.cleartext"], make: { plain: true } },
  "tls-old-versions": {
    title: "Accepts TLS 1.0 and 1.1",
    fails: ["modbus.tls-weak"],
    make: {},
    makeTls: { oldVersions: true },
  },
  "tls-certificate-expired": {
    title: "Its TLS certificate has expired",
    fails: ["modbus.tls-weak"],
    make: {},
    makeTls: { expired: true },
  },
  "tls-no-client-auth": {
    title: "Serves TLS clients without a certificate",
    fails: ["modbus.tls-no-client-auth"],
    make: {},
    makeTls: { clientCertificate: false },
  },
  "serves-anyone": { title: "Serves every client", fails: ["modbus.any-client"], make: { clients: "any" } },
  "any-unit": { title: "Answers under every unit id", fails: ["modbus.any-unit"], make: { units: "any" } },
  "identity-differs": {
    title: "Says another revision than the inventory",
    fails: ["modbus.identity-changed"],
    make: { identity: "other" },
  },
  "baseline-drifted": {
    title: "Its configuration changes half a minute after the start",
    fails: ["modbus.baseline-drift"],
    make: { driftsAfter: 30 * second },
  },
  stopped: { title: "Its program is stopped", fails: ["modbus.run-state"], make: { running: false } },
  restarts: {
    title: "Its communication starts anew every twenty seconds",
    fails: ["modbus.restarted"],
    make: { restartsEvery: 20 * second },
  },
  "exceptions-rising": {
    title: "Answers a third of the reads with an exception",
    fails: ["modbus.exceptions-rising"],
    undecided: ["modbus.any-client", "modbus.baseline-drift"],
    make: { exceptionShare: 1 / 3 },
  },
  "wrong-unit": violation("Answers under another unit id", "wrong-unit"),
  "wrong-protocol": violation("Answers with another protocol id", "wrong-protocol"),
  "wrong-length": violation("Answers with fewer bytes than it says", "wrong-length"),
  truncated: violation("Cuts answers off and closes", "truncated"),
  "wrong-transaction": violation("Answers under transaction ids that were never asked", "wrong-transaction"),
  "split-frames": { title: "Sends answers a few bytes at a time", fails: [], make: { segments: "split" } },
  "joined-frames": { title: "Sends the previous answer once more before each", fails: [], make: { segments: "joined" } },
  slow: { title: "Takes 0.8 s for an answer", fails: [], make: { delay: 0.8 * second } },
  silent: { title: "Accepts connections and never answers", fails: ["modbus.unresponsive"], make: { silent: true } },
  "one-connection": { title: "Serves one connection at a time", fails: [], make: { maxConnections: 1 } },
};

function isWeakness(name: string): name is WeaknessName {
  return (weaknessNames as readonly string[]).includes(name);
}

/**
 * The names as weaknesses, each once, in the order of the table.
 * @throws Problem `unknown-weakness`
 */
export function namedWeaknesses(names: readonly string[]): readonly WeaknessName[] {
  const unknown = names.find((name) => !isWeakness(name));
  if (unknown !== undefined) {
    throw new Problem("unknown-weakness", `There is no Modbus weakness "${unknown}".`, {
      target: unknown,
      advice: `Known: ${weaknessNames.join(", ")}.`,
    });
  }
  return weaknessNames.filter((name) => names.includes(name));
}

/** The device that has these weaknesses and no others. */
export function settingsWith(names: readonly WeaknessName[]): DeviceSettings {
  let settings = wellKept;
  for (const name of names) {
    const { make, makeTls } = weaknesses[name];
    settings = { ...settings, ...make, tls: { ...settings.tls, ...makeTls } };
  }
  return settings;
}
