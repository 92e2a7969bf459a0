import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "../support/processes.ts";
import { available, libmodbus, pythonPeers } from "../support/tools.ts";
import { type ModbusPeerName, type ModbusPeers, startModbusPeers } from "./modbus-servers.ts";
import { type Scanned, scanTargets, unknown, verdictsOf } from "./scanning.ts";

/*
 * What is right to say of each server after one look, written by hand from the catalogue of checks and the server's configuration.
 * A scan knows nothing of a plant: no permitted clients, no declared identity, no configuration registers.
 */
const pass = "pass";
const notApplicable = "not-applicable";

/** A device of its own that answers FC 43/14 or FC 17 over plain Modbus/TCP. */
const answering = {
  "modbus.cleartext": "fail medium",
  "modbus.any-client": unknown("does not say which clients"),
  "modbus.tls-weak": notApplicable,
  "modbus.tls-no-client-auth": notApplicable,
  "modbus.any-unit": notApplicable,
  "modbus.baseline-drift": unknown("No configuration registers are declared"),
  "modbus.exceptions-rising": unknown("too few reads"),
  "modbus.run-state": notApplicable,
  "modbus.restarted": notApplicable,
  "modbus.protocol-violation": pass,
  "modbus.unresponsive": pass,
  "modbus.identity-changed": unknown("names no vendor, product or version"),
};

/** A unit that never answers, for the reason given: nothing else can be said of it. */
const dead = (reason: string) => ({
  ...answering,
  "modbus.cleartext": unknown(reason),
  "modbus.exceptions-rising": unknown(reason),
  "modbus.protocol-violation": unknown(reason),
  "modbus.unresponsive": "fail medium",
  "modbus.identity-changed": unknown(reason),
});

const secured = {
  ...answering,
  "modbus.cleartext": pass,
  "modbus.tls-weak": pass,
  "modbus.identity-changed": unknown("does not identify itself"),
};
/** The library closes the connection without the alert of TLS, which is no proof of a refusal. */
const versionsUntold = unknown("TLSv1, TLSv1.1");

const impatient = { quirks: { answerTimeout: "500ms" } };
const register = { healthRegister: { table: "holding-register", address: 0 } };

const expectations: readonly {
  readonly peer: ModbusPeerName;
  readonly unit?: number;
  readonly what: string;
  readonly endpoint?: Readonly<Record<string, unknown>>;
  readonly outcome?: "unreachable";
  readonly verdicts: Readonly<Record<string, string>>;
}[] = [
  { peer: "named", what: "says who it is", verdicts: answering },
  // Exception 4 is an answer all the same.
  { peer: "named", unit: 9, what: "answers for an absent unit as if it failed", endpoint: register, verdicts: answering },
  {
    peer: "named",
    what: "has no such register (exception 2)",
    endpoint: { healthRegister: { table: "input-register", address: 500 } },
    verdicts: answering,
  },
  {
    peer: "gateway",
    unit: 9,
    what: "says for an absent unit that it is silent (0x0B)",
    outcome: "unreachable",
    verdicts: dead("gateway-target-silent"),
  },
  {
    peer: "nameless",
    what: "says who it is in empty words",
    verdicts: { ...answering, "modbus.identity-changed": unknown("does not identify itself") },
  },
  {
    peer: "nameless",
    unit: 9,
    what: "keeps silent for an absent unit",
    endpoint: impatient,
    outcome: "unreachable",
    verdicts: dead("no-answer"),
  },
  { peer: "libmodbus", what: "knows no FC 43/14, but FC 17", verdicts: answering },
  {
    peer: "tlsOpen",
    what: "asks for no client certificate",
    verdicts: { ...secured, "modbus.tls-weak": versionsUntold, "modbus.tls-no-client-auth": "fail high" },
  },
  {
    peer: "tlsMutual",
    what: "takes known client certificates alone",
    verdicts: { ...secured, "modbus.tls-weak": versionsUntold, "modbus.tls-no-client-auth": pass },
  },
  { peer: "tlsFront", what: "does so and says what it refuses", verdicts: { ...secured, "modbus.tls-no-client-auth": pass } },
  {
    peer: "tlsOld",
    what: "speaks TLS 1.0 with a short key",
    verdicts: { ...secured, "modbus.tls-weak": "fail high", "modbus.tls-no-client-auth": "fail high" },
  },
];

describe.runIf(available(pythonPeers) && available(libmodbus))("Modbus servers that nobody here wrote", () => {
  let folder = "";
  let peers: ModbusPeers;
  let scanned: Scanned;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "plantwatch-peers-"));
    peers = await startModbusPeers(folder, [...new Set(expectations.map(({ peer }) => peer))]);
    const targets = expectations.map((expectation, index) => target(peers, expectation, index));
    const nobody = { id: "nobody", protocol: "modbus", url: `modbus://127.0.0.1:${await freePort()}/1` };
    scanned = await scanTargets(folder, [...targets, nobody]);
  }, 120_000);

  afterAll(async () => {
    await peers?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(expectations.map((expectation, index) => ({ ...expectation, index })))(
    "judges right one that $what ($peer)",
    ({ index, outcome = "answered", verdicts }) => {
      const seen = scanned.targets[index];
      expect(seen?.outcome).toBe(outcome);
      expect(seen && verdictsOf(seen)).toEqual(verdicts);
    },
  );

  it("says of an address where nobody is that it is not reachable, and ends with 3", () => {
    const seen = scanned.targets.at(-1);
    expect(seen?.outcome).toBe("unreachable");
    expect(seen && verdictsOf(seen)).toEqual(dead("connect-refused"));
    expect(scanned.status).toBe(3);
  });

  it("reads what the servers say of themselves", () => {
    const objects = { VendorName: "Example", ProductCode: "EX-1", MajorMinorRevision: "1.2" };
    expect(scanned.targets[0]?.facts["modbus.identify"]).toMatchObject({ objects });
    expect(scanned.targets[6]?.facts["modbus.identify"]).toMatchObject({
      serverId: { text: expect.stringContaining("LMB3") },
      exceptions: [{ function: "43/14", code: 1 }],
    });
  });
});

function target(peers: ModbusPeers, { peer, unit = 1, endpoint }: (typeof expectations)[number], index: number) {
  const scheme = peer.startsWith("tls") ? "modbus+tls" : "modbus";
  return { id: `peer-${index}`, protocol: "modbus", url: `${scheme}://127.0.0.1:${peers.portOf(peer)}/${unit}`, ...endpoint };
}
