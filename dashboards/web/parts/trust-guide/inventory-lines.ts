import type { Instant } from "../../../../model/instant.ts";

export interface TrustedEndpoint {
  readonly id: string;
  readonly url: string;
}

const example: TrustedEndpoint = { id: "ua", url: "opc.tcp://192.0.2.10:4840" };

/** The lines of an inventory that say since when a server trusts the collector. */
export function inventoryLines({ id, url }: TrustedEndpoint = example, now: Instant): string {
  const time = new Date(now).toISOString().replace(/\.\d+Z$/, "Z");
  return ["endpoints:", `  - id: ${id}`, "    protocol: opcua", `    url: ${url}`, `    trustedAt: ${time}`].join("\n");
}
