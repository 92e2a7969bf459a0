import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { loadOrMakeIdentity } from "../../collector/identity/client-identity.ts";
import { type PeerProcess, runPython, startCompiledPeer, startPythonPeer } from "./peer.ts";

/** What pymodbus says of itself where it has an identity. */
const exampleIdentity = { VendorName: "Example", ProductCode: "EX-1", MajorMinorRevision: "1.2" };

const certificates = [
  { name: "sound", addresses: ["127.0.0.1"] },
  { name: "short", addresses: ["127.0.0.1"], bits: 1024 },
];

/** pymodbus servers by name, with a hundred registers each, from address 0, that all hold 7. */
const pymodbusServers = {
  named: { units: [1, 2], identity: exampleIdentity },
  nameless: { units: [1], absent: "silent" },
  gateway: { units: [1, 2, 7], identity: exampleIdentity, absent: "gateway" },
  tlsOpen: { units: [1], certificate: "sound" },
  tlsMutual: { units: [1], certificate: "sound", mutual: true },
  tlsFront: { units: [1], certificate: "sound", mutual: true, front: true },
  tlsOld: { units: [1], certificate: "short", oldest: "TLSv1" },
} as const;
export type ModbusPeerName = keyof typeof pymodbusServers | "libmodbus";

export interface ModbusPeers {
  portOf(name: ModbusPeerName): number;
  stop(): Promise<void>;
}

/** Starts servers; the mutual one takes the certificate that `scan` shows from this folder, and no other. */
export async function startModbusPeers(folder: string, names: readonly ModbusPeerName[]): Promise<ModbusPeers> {
  const client = join(folder, "scan", "identity");
  await loadOrMakeIdentity(client, "scan", "client");
  copyFileSync(join(client, "client.pem"), join(folder, "clients.pem"));
  if (names.some((name) => name.startsWith("tls"))) runPython("make_certificates.py", { folder, certificates });
  const peers = new Map<ModbusPeerName, PeerProcess>();
  await Promise.all(names.map(async (name) => peers.set(name, await start(name, folder))));
  return {
    portOf: (name) => peers.get(name)?.ports.port ?? 0,
    async stop() {
      await Promise.all([...peers.values()].map((peer) => peer.stop()));
    },
  };
}

function start(name: ModbusPeerName, folder: string): Promise<PeerProcess> {
  if (name === "libmodbus") return startCompiledPeer("libmodbus_server.c", folder);
  const server = pymodbusServers[name];
  return startPythonPeer("pymodbus_server.py", { ...server, ...("certificate" in server ? tlsOf(folder, server) : {}) });
}

function tlsOf(folder: string, server: { certificate: string; mutual?: boolean; oldest?: string }) {
  const { certificate, mutual = false, oldest } = server;
  return {
    tls: {
      certificate: join(folder, `${certificate}.pem`),
      key: join(folder, `${certificate}.key.pem`),
      ...(mutual ? { clients: join(folder, "clients.pem") } : {}),
      ...(oldest === undefined ? {} : { oldest }),
    },
  };
}
