import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { Driver } from "../../collector/drivers/define.ts";
import { drivers } from "../../collector/drivers/index.ts";
import { looksLikeRange } from "../../model/discovery/declared-places.ts";
import { describeError, Problem } from "../../model/problem.ts";
import { type Endpoint, endpointSchema, protocols } from "../../model/protocols/index.ts";
import { formatIssue, parseYaml } from "../../model/yaml/parse-yaml.ts";

/** One thing to look at, and the driver that speaks to it. */
export interface ScanTarget {
  readonly endpoint: Endpoint;
  readonly driver: Driver;
}

export interface Credentials {
  readonly user: string;
  readonly passwordEnv: string;
  /** SHA-256 of the server certificate to which the password may be sent. */
  readonly pin: string;
}

const targetsFileSchema = z.strictObject({
  /** Endpoints as in an inventory; probes that a device could mind run where `onRequest` names them. */
  targets: z.array(endpointSchema).min(1),
});

/**
 * The target of a URL that a person typed; nothing else is ever contacted.
 * @throws Problem `unknown-scheme`, or the driver's own for a malformed URL.
 */
export async function targetFromUrl(url: string, credentials: Credentials | undefined): Promise<ScanTarget> {
  const protocol = protocols.find(({ schemes }) => schemes.some((scheme) => url.toLowerCase().startsWith(`${scheme}//`)));
  const load = Object.entries(drivers).find(([id]) => id === protocol?.id)?.[1];
  if (load === undefined) {
    const forms = protocols.flatMap(({ schemes }) => schemes).map((scheme) => `${scheme}//…`);
    throw new Problem("unknown-scheme", `"${url}" is not an address that can be scanned`, {
      target: url,
      advice: `Expected one of ${forms.join(", ")}.`,
    });
  }
  refuseRange(url);
  const driver = await load();
  const endpoint = driver.endpointFromUrl(url);
  return {
    driver,
    endpoint: endpoint.protocol === "opcua" && credentials !== undefined ? withCredentials(endpoint, credentials) : endpoint,
  };
}

/** A range is never scanned. */
function refuseRange(url: string): void {
  if (!looksLikeRange(url)) return;
  throw new Problem("range-refused", `"${url}" looks like a range, and only addresses are scanned`, {
    target: url,
    advice: "Name host and port, such as modbus://10.0.0.1:502/1; `plantwatch discover --range` looks through a range.",
  });
}

function withCredentials<E extends Extract<Endpoint, { protocol: "opcua" }>>(
  endpoint: E,
  { user, passwordEnv, pin }: Credentials,
): E {
  return { ...endpoint, credentials: { user, passwordEnv }, pinnedCertificateSha256: pin };
}

/**
 * The targets of a file, which may allow more than a bare URL does.
 * @throws Problem `config-invalid` with a line for every mistake.
 */
export async function targetsFromFile(file: string): Promise<readonly ScanTarget[]> {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new Problem("config-unreadable", `cannot read ${file}: ${describeError(cause)}`, { target: file, cause });
  });
  const parsed = parseYaml(text, file, targetsFileSchema);
  if (!parsed.ok) throw new Problem("config-invalid", parsed.issues.map(formatIssue).join("\n"), { target: file });
  return Promise.all(parsed.value.targets.map(async (endpoint) => ({ endpoint, driver: await drivers[endpoint.protocol]() })));
}
