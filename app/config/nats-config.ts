import { resolve } from "node:path";
import { z } from "zod";
import type { BusLimits } from "../../api/bus/set-up.ts";
import type { NatsSettings } from "../nats/connect.ts";
import { sizeSchema } from "./spool-config.ts";

const serverForm = "expected host and port of a NATS server, such as nats.plant.example:4222";

const way = {
  /** Servers of one cluster. TLS is spoken with each, whatever the address says. */
  servers: z.array(z.string().regex(/^(tls:\/\/)?[^\s:/]+:\d{1,5}$|^(tls:\/\/)?\[[0-9a-f:]+\]:\d{1,5}$/i, serverForm)).min(1),
  /** PEM file of the servers' authority, where this machine does not know it anyway. */
  authority: z.string().min(1).optional(),
  /** Credentials that the operator of the servers gave, where keys alone open nothing there. */
  credentialsFile: z.string().min(1).optional(),
};

/** How a collector reaches the centre over NATS instead of HTTP; its key comes from its enrolment. */
export const collectorNatsSchema = z.strictObject(way);

/** How a centre takes collectors' batches over NATS, beside HTTP. */
export const centreNatsSchema = z.strictObject({
  ...way,
  /** Seed of the centre's own key, made where it is missing; several centres may share one. */
  keyFile: z.string().min(1).default("centre/nats.nk"),
  /** What the server may keep of batches that no centre has taken yet. */
  maxBytes: sizeSchema.default(1024 ** 3),
  /** Servers of a cluster that keep each batch. */
  replicas: z.int().min(1).max(5).default(1),
  /** File that the centre keeps up to date with who may log in, for the server's configuration to include. */
  usersFile: z.string().min(1).optional(),
});

export interface CentreNats extends NatsSettings {
  /** The centre's own key; it is what logs in where there are no credentials. */
  readonly keyFile: string;
  readonly limits: BusLimits;
  readonly usersFile?: string;
}

type Place = { readonly folder: string; readonly data: string };

export function centreNats(config: z.output<typeof centreNatsSchema>, { folder, data }: Place): CentreNats {
  const { maxBytes, replicas, usersFile } = config;
  const keyFile = resolve(data, config.keyFile);
  return {
    ...connection(config, folder, keyFile),
    keyFile,
    limits: { maxBytes, replicas },
    ...(usersFile === undefined ? {} : { usersFile: resolve(folder, usersFile) }),
  };
}

export function collectorNats(config: z.output<typeof collectorNatsSchema>, folder: string, keyFile: string): NatsSettings {
  return connection(config, folder, keyFile);
}

function connection(config: z.output<typeof collectorNatsSchema>, folder: string, keyFile: string): NatsSettings {
  const { servers, authority, credentialsFile } = config;
  return {
    servers,
    ...(authority === undefined ? {} : { authority: resolve(folder, authority) }),
    login: credentialsFile === undefined ? { keyFile } : { credentialsFile: resolve(folder, credentialsFile) },
  };
}
