import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { NatsConnection } from "@nats-io/transport-node";
import pino from "pino";
import { natsUsers } from "../../api/bus/nats-users.ts";
import { ownHttpsIdentity } from "../../app/centre/https-certificate.ts";
import { connectToNats } from "../../app/nats/connect.ts";
import { newKey } from "../../app/nats/own-key.ts";
import { subjects } from "../../model/wire/bus.ts";
import type { CollectorKey } from "../../store/records/enrolment-port.ts";
import { freePort } from "./processes.ts";
import { startServer, type TestServer } from "./servers.ts";
import { natsServer } from "./tools.ts";

/** A NATS server with JetStream on a file, TLS of its own, and the keys that it is told of. */
export interface TestNats extends TestServer {
  /** Host and port. */
  readonly address: string;
  /** PEM file of its certificate, which is its own authority. */
  readonly authority: string;
  /** File of a seed with which a centre connects. */
  readonly centreKeyFile: string;
  /** Lets these collectors in, and nobody else. */
  admit(keys: readonly CollectorKey[]): Promise<void>;
  connectCentre(): Promise<NatsConnection>;
  connectCollector(collectorId: string, seed: string): Promise<NatsConnection>;
}

export async function startNats(): Promise<TestNats> {
  const folder = await mkdtemp(join(tmpdir(), "plantwatch-nats-"));
  const [port, healthPort] = [await freePort(), await freePort()];
  const [authority, key] = [join(folder, "server.pem"), join(folder, "server.key.pem")];
  await ownHttpsIdentity({ certificate: authority, key }, ["127.0.0.1", "localhost"], Date.now());
  const [usersFile, configFile, centreKeyFile] = [
    join(folder, "users.conf"),
    join(folder, "nats.conf"),
    join(folder, "centre.nk"),
  ];
  const centre = newKey();
  await writeFile(centreKeyFile, centre.seed, { mode: 0o600 });
  await writeFile(usersFile, natsUsers([centre.publicKey], []));
  await writeFile(configFile, configuration({ folder, port, healthPort, authority, key }));
  const server = await startServer({
    tool: natsServer,
    port,
    folder,
    parameters: ["-c", configFile],
    health: "/healthz",
    healthPort,
  });
  const address = `127.0.0.1:${port}`;
  const log = pino({ enabled: false });
  const connect = (name: string, keyFile: string, inboxPrefix?: string) =>
    connectToNats(
      { servers: [address], authority, login: { keyFile } },
      { name, log, ...(inboxPrefix === undefined ? {} : { inboxPrefix }) },
    );
  return {
    ...server,
    address,
    authority,
    centreKeyFile,
    async admit(keys) {
      await writeFile(usersFile, natsUsers([centre.publicKey], keys));
      server.tellToReload();
    },
    connectCentre: () => connect("centre", centreKeyFile),
    async connectCollector(collectorId, seed) {
      const keyFile = join(folder, `${collectorId}-${seed.slice(-6)}.nk`);
      await writeFile(keyFile, seed, { mode: 0o600 });
      return connect(collectorId, keyFile, subjects.inbox(collectorId));
    },
  };
}

function configuration(place: { folder: string; port: number; healthPort: number; authority: string; key: string }): string {
  return `listen: "127.0.0.1:${place.port}"
http: "127.0.0.1:${place.healthPort}"
jetstream { store_dir: "${join(place.folder, "streams")}" }
tls { cert_file: "${place.authority}", key_file: "${place.key}" }
include users.conf
`;
}

/** A key as the centre keeps it after an enrolment. */
export function enrolledKey(collectorId: string, publicKey: string): CollectorKey {
  return { collectorId, publicKey, enrolledAt: Date.now(), enrolledBy: "test", revokedAt: null, revokedBy: null };
}
