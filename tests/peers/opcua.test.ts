import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort, runCommand } from "../support/processes.ts";
import { available, pythonPeers } from "../support/tools.ts";
import { type OpcuaPeers, type PeerName, startOpcuaPeers } from "./opcua-servers.ts";
import { opcuaVerdicts } from "./opcua-verdicts.ts";
import { readSarif } from "./sarif.ts";
import { type Scanned, scanTargets, verdictsOf } from "./scanning.ts";

describe.runIf(available(pythonPeers))("OPC UA servers that nobody here wrote", () => {
  let folder = "";
  let peers: OpcuaPeers;
  let scanned: Scanned;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "plantwatch-peers-"));
    peers = await startOpcuaPeers(folder);
    scanned = await scanTargets(folder, targets(peers), { PEER_PASSWORD: "correct horse", FACTORY_PASSWORD: "admin" });
  }, 120_000);

  afterAll(async () => {
    await peers?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(Object.keys(opcuaVerdicts) as (keyof typeof opcuaVerdicts)[])("judges the %s one right", (name) => {
    const target = scanned.targets[Object.keys(opcuaVerdicts).indexOf(name)];
    expect(target?.outcome).toBe("answered");
    expect(target && verdictsOf(target)).toEqual(opcuaVerdicts[name]);
  });

  it("prints a table and ends with 1 for a finding, though another address did not answer", async () => {
    const nobody = `opc.tcp://127.0.0.1:${await freePort()}`;
    const { status, output } = await scan(peers.urlOf("open"), nobody, "--fail-on", "high", "--lang", "en");
    expect(status).toBe(1);
    const [answered = "", unreachable = ""] = stripVTControlCharacters(output).split(`${nobody}  `);
    expect(answered).toContain(`${peers.urlOf("open")}  answered`);
    expect(unreachable).toContain("unreachable (connect-failed)");
    const findings = answered.split("\n").flatMap((line) => /^ {2}. (critical|high|medium|low) {2}(\S+) {2}\S/.exec(line) ?? []);
    expect(findings.filter((_, index) => index % 3 === 2).sort()).toEqual(failing("open").sort());
    const counted = ["fail", "unknown", "pass"].map((word) => `${word} ${count("open", word)}`).join(" · ");
    expect(answered).toContain(`${counted} · n/a ${count("open", "not-applicable")}`);
  });

  it("writes SARIF with one result a finding, and ends with 0 below the severity that matters", async () => {
    const url = peers.urlOf("mixed");
    const { status, output } = await scan(url, "--format", "sarif", "--fail-on", "critical", "--lang", "zh-CN");
    expect(status).toBe(0);
    const { results } = readSarif(output);
    const levels = { "fail high": "error", "fail medium": "warning", "fail low": "note" } as const;
    expect(Object.fromEntries(results.map(({ ruleId, level }) => [ruleId, level]))).toEqual(
      Object.fromEntries(failing("mixed").map((check) => [check, levels[opcuaVerdicts.mixed[check] as keyof typeof levels]])),
    );
    for (const { message, locations } of results) {
      expect(message.text).toMatch(/\p{Script=Han}/u);
      expect(locations).toMatchObject([{ physicalLocation: { artifactLocation: { uri: url } } }]);
      expect(locations[0]?.logicalLocations.length).toBeGreaterThan(0);
    }
  });

  it("ends with 3 where nobody answers, and with 2 for an address of no protocol", async () => {
    const port = await freePort();
    expect((await scan(`opc.tcp://127.0.0.1:${port}`, "--fail-on", "low")).status).toBe(3);
    expect(await scan(`http://127.0.0.1:${port}`)).toMatchObject({ status: 2, output: "" });
  });

  function scan(...parameters: readonly string[]) {
    return runCommand(["scan", ...parameters], { PLANTWATCH_DATA: folder });
  }
});

function failing(name: PeerName): string[] {
  return Object.entries(opcuaVerdicts[name]).flatMap(([check, word]) => (`${word}`.startsWith("fail ") ? [check] : []));
}

/** How many of a server's verdicts by hand have a status. */
function count(name: PeerName, status: string): number {
  const words = Object.values(opcuaVerdicts[name]).map((word) => (typeof word === "string" ? word : "unknown"));
  return words.filter((word) => word === status || word.startsWith(`${status} `)).length;
}

/** One target a server, in the order of the verdicts. */
function targets(peers: OpcuaPeers): Readonly<Record<string, unknown>>[] {
  const target = (id: string, name: PeerName, more: Readonly<Record<string, unknown>> = {}) => ({
    id,
    protocol: "opcua",
    url: peers.urlOf(name),
    ...more,
  });
  const known = {
    trustedAt: "2026-01-01T00:00:00Z",
    pinnedCertificateSha256: peers.digestOf("trusted"),
    credentials: { user: "operator", passwordEnv: "PEER_PASSWORD" },
    factoryAccount: { user: "admin", passwordEnv: "FACTORY_PASSWORD" },
    onRequest: ["opcua.stranger", "opcua.default-credentials"],
    authority: peers.authority,
    aliases: ["mixer.example"],
  };
  const more: Partial<Record<string, Readonly<Record<string, unknown>>>> = {
    trusted: known,
    bigWithCriticalNode: { criticalNodes: ["ns=2;s=Point.4990"] },
  };
  return Object.keys(opcuaVerdicts).map((name) =>
    target(name.toLowerCase(), name === "bigWithCriticalNode" ? "big" : (name as PeerName), more[name]),
  );
}
