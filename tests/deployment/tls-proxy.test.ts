import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { available, caddy, iproute } from "../support/tools.ts";
import { inOwnNetwork } from "./own-network.ts";

const root = join(import.meta.dirname, "../..");
const visit = fileURLToPath(import.meta.resolve("./tls-visit.ts"));
const minute = 60_000;
let folder: string;

describe.skipIf(![caddy, iproute].every(available))("the TLS proxy of docker-compose.yml", () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "plantwatch-tls-"));
    await mkdir(join(folder, "inventory"));
    const centre = { port: 7420, publicUrl: "https://localhost:7443", trustedProxies: ["127.0.0.1"] };
    await writeFile(join(folder, "plantwatch.yaml"), stringify({ data: "data", centre }));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it(
    "lets a person in over TLS, and no other site's page with that person's cookie",
    () => {
      const { stdout, stderr, status } = inOwnNetwork(session(), { cwd: folder, env: { HOME: folder, XDG_DATA_HOME: folder } });
      expect(status, stderr).toBe(0);
      expect(JSON.parse(stdout)).toEqual({
        opened: { status: 302, to: "/" },
        everyCookieIsSecure: true,
        page: "<!doctype html>",
        signedIn: 200,
        changeFromAnotherSite: 403,
        changeFromOwnPage: 204,
        signedOut: 401,
      });
    },
    minute,
  );
});

/** Starts centre and proxy as the containers do, visits, and stops both. */
function session(): string {
  const until = (condition: string) => `for attempt in $(seq 150); do ${condition} && break; sleep 0.2; done`;
  return `
    '${process.execPath}' '${root}/app/bin.mjs' up --config plantwatch.yaml >centre.log 2>&1 & centre=$!
    '${caddy.find()}' run --adapter caddyfile --config '${root}/deploy/compose/Caddyfile' >caddy.log 2>&1 & caddy=$!
    authority=caddy/pki/authorities/local/root.crt
    ${until("grep -q stops.everything centre.log")}
    ${until('test -s "$authority"')}
    link=$(grep -o 'https://localhost:7443/[^ ]*token=[^ ]*' centre.log)
    NODE_EXTRA_CA_CERTS="$authority" '${process.execPath}' '${visit}' "$link"; visited=$?
    kill $centre $caddy; wait
    [ $visited = 0 ] || cat centre.log caddy.log >&2
    exit $visited`;
}
