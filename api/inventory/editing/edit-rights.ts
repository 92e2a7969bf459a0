import { isDeepStrictEqual } from "node:util";
import type { Inventory } from "../../../model/inventory/inventory.ts";
import { Problem } from "../../../model/problem.ts";
import type { Endpoint } from "../../../model/protocols/index.ts";

/** Who edits. */
export interface Editor {
  /** As the audit trail names the person or program. */
  readonly actor: string;
  /** Answers for the whole installation, and so for every enterprise and collector. */
  readonly wholeInstallation: boolean;
}

/**
 * What only somebody who answers for the whole installation may change: which collectors look after a site, since a collector sees
 * the networks of others too, and to whom passwords in the collectors' environment are sent.
 * @throws Problem `forbidden`.
 */
export function demandPermitted(before: Inventory, after: Inventory, { wholeInstallation }: Editor): void {
  if (wholeInstallation) return;
  const known = new Set(collectorsOf(before));
  const foreign = collectorsOf(after).find((id) => !known.has(id));
  if (foreign !== undefined) {
    throw new Problem("forbidden", `Collector "${foreign}" does not look after this enterprise.`, {
      advice: "Only an administrator of the whole installation gives an enterprise another collector.",
    });
  }
  const secrets = secretsOf(before);
  for (const [place, secret] of secretsOf(after)) {
    if (isDeepStrictEqual(secrets.get(place), secret)) continue;
    throw new Problem(
      "forbidden",
      `Only an administrator of the whole installation decides where passwords are sent (${place}).`,
    );
  }
}

function collectorsOf(inventory: Inventory): readonly string[] {
  return inventory.sites.flatMap(({ collectors }) => collectors.map(({ id }) => id));
}

/** Where passwords go, by endpoint. */
function secretsOf(inventory: Inventory): ReadonlyMap<string, unknown> {
  return new Map(
    inventory.assets.flatMap((asset) =>
      asset.endpoints.flatMap((endpoint) => {
        const secret = secretOf(endpoint);
        return secret === undefined ? [] : [[`assets/${asset.id}/endpoints/${endpoint.id}`, secret] as const];
      }),
    ),
  );
}

function secretOf(endpoint: Endpoint): unknown {
  if (endpoint.protocol !== "opcua") return undefined;
  const { credentials, factoryAccount, url, pinnedCertificateSha256 } = endpoint;
  return credentials === undefined && factoryAccount === undefined
    ? undefined
    : { credentials, factoryAccount, url, pinnedCertificateSha256 };
}
