import { z } from "zod";
import { day, type Instant } from "../instant.ts";
import { idSchema } from "../protocols/endpoint-base.ts";

/** What somebody else's instrument (a passive monitor, a scanner) says that it saw. It is believed as far as it is marked. */

const ip = z.union([z.ipv4(), z.ipv6()], { error: "expected an IP address" });
const word = (length: number) => z.string().trim().min(1).max(length);

/** One line of an import. */
export const sightingLineSchema = z.strictObject({
  site: idSchema,
  /** Who was seen. */
  address: ip,
  /** The port at which the server answers; for a client, that of the server it talked to. */
  port: z.int().min(1).max(65_535),
  /** As the instrument calls it, such as `modbus`, `opcua`, `s7comm`; of Plantwatch's own the usual names. */
  protocol: word(40).regex(/^[a-z0-9][a-z0-9.+_-]*$/, "expected a name in small letters, such as modbus"),
  /** Whether it answered or asked. */
  role: z.enum(["server", "client"]),
  /** The other end of the conversation. */
  peer: ip.optional(),
  /** The instrument, such as `zeek-plant-network`. */
  source: word(100),
  at: z.iso
    .datetime({ offset: true, error: "expected a time such as 2026-11-24T08:00:00Z" })
    .transform((text) => Date.parse(text)),
});
export type SightingLine = z.output<typeof sightingLineSchema>;

/** The same thing seen by the same instrument, from the first time to the last. */
export interface Sighting {
  readonly enterpriseId: string;
  readonly siteId: string;
  readonly address: string;
  readonly port: number;
  readonly protocol: string;
  readonly role: "server" | "client";
  readonly peer: string | null;
  readonly source: string;
  readonly firstSeen: Instant;
  readonly lastSeen: Instant;
  /** Who imported it last. */
  readonly by: string;
}

/** How long a sighting counts after it was made. */
export const sightingValidFor = 30 * day;
/** How long it is kept. */
export const sightingKeptFor = 90 * day;
/** Different things that are kept of an enterprise. */
export const sightingsKept = 20_000;

/** What makes two sightings one. */
export function sightingKey(
  one: Pick<Sighting, "siteId" | "address" | "port" | "protocol" | "role" | "peer" | "source">,
): string {
  return JSON.stringify([one.siteId, one.address, one.port, one.protocol, one.role, one.peer, one.source]);
}

/** Who answered and who asked; either may not be known. */
export function endsOf({ role, address, peer }: Pick<Sighting, "role" | "address" | "peer">): {
  readonly server: string | null;
  readonly client: string | null;
} {
  return role === "server" ? { server: address, client: peer } : { server: peer, client: address };
}
