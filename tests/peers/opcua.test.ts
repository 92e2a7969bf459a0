import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { available, pythonPeers } from "../support/tools.ts";
import { type OpcuaPeers, type PeerName, startOpcuaPeers } from "./opcua-servers.ts";
import { opcuaVerdicts } from "./opcua-verdicts.ts";
import { type Scanned, scanTargets, verdictsOf } from "./scanning.ts";

describe.runIf(available(pythonPeers))("OPC UA servers that nobody here wrote", () => {
  let folder = "";
  let peers: OpcuaPeers;
  let scanned: Scanned;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "plantwatch-peers-"));
    peers = await startOpcuaPeers(folder);
    scanned = await scanTargets(folder, targets(peers), { PEER_PASSWORD: "correct horse", FACTORY_PASSWORD: "admin" });
  }, 60_000);

  afterAll(async () => {
    await peers?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(Object.keys(opcuaVerdicts) as (keyof typeof opcuaVerdicts)[])("judges the %s one right", (name) => {
    const target = scanned.targets[Object.keys(opcuaVerdicts).indexOf(name)];
    expect(target?.outcome).toBe("answered");
    expect(target && verdictsOf(target)).toEqual(opcuaVerdicts[name]);
  });
});

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
