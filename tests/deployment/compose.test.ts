import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv2019 } from "ajv/dist/2019.js";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { configSchema } from "../../app/config/config.ts";
import { accounts } from "../../deploy/compose/secrets.ts";
import { formatIssue, parseYaml } from "../../model/yaml/parse-yaml.ts";
import { available, dockerCompose } from "../support/tools.ts";

const root = join(import.meta.dirname, "../..");
/** The compose specification as docker-compose itself carries it. */
const schemaFile = "/usr/lib/python3/dist-packages/compose/config/compose_spec.json";

const serviceSchema = z.looseObject({
  image: z.string(),
  user: z.string(),
  read_only: z.boolean(),
  cap_drop: z.array(z.string()),
  security_opt: z.array(z.string()),
  restart: z.string(),
  healthcheck: z.looseObject({ test: z.array(z.string()).optional(), disable: z.boolean().optional() }),
  environment: z.record(z.string(), z.string()).default({}),
  ports: z.array(z.string()).default([]),
  networks: z.record(z.string(), z.unknown()).default({}),
  network_mode: z.string().optional(),
  volumes: z
    .array(z.looseObject({ type: z.string(), source: z.string(), target: z.string(), read_only: z.boolean().optional() }))
    .default([]),
});
const composeSchema = z.looseObject({
  services: z.record(z.string(), serviceSchema),
  networks: z.record(z.string(), z.looseObject({ internal: z.boolean().optional() })),
  volumes: z.record(z.string(), z.unknown()),
});

function composed(environment: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync("docker-compose", ["--file", "docker-compose.yml", "config"], {
    cwd: root,
    encoding: "utf8",
    env: { PATH: "/usr/bin:/bin", ...environment },
  });
  expect(status, stderr).toBe(0);
  return parse(stdout) as unknown;
}

describe.skipIf(!available(dockerCompose))("docker-compose.yml", () => {
  let whole: unknown;
  let compose: z.infer<typeof composeSchema>;
  let services: [name: string, service: z.infer<typeof serviceSchema>][];

  beforeAll(() => {
    whole = composed();
    compose = composeSchema.parse(whole);
    services = Object.entries(compose.services);
  });

  it("keeps to the compose specification", async () => {
    // It mixes dialects: it names a newer one with http, by which no validator knows it, and its parts in the manner of an older one.
    const written = JSON.parse(await readFile(schemaFile, "utf8"), (key, value: unknown) => (key === "id" ? undefined : value));
    const dialect = "https://json-schema.org/draft/2019-09/schema";
    const schema = { ...z.record(z.string(), z.unknown()).parse(written), $schema: dialect };
    const validate = new Ajv2019({ strict: false, allErrors: true, validateFormats: false, logger: false }).compile(schema);
    const source: unknown = parse(await readFile(join(root, "docker-compose.yml"), "utf8"), { merge: true });
    for (const document of [source, whole]) {
      validate(document);
      expect(validate.errors ?? []).toEqual([]);
    }
    expect(validate({ services: { plantwatch: { imagge: "x" } } })).toBe(false);
  });

  it("has the services that it should", () => {
    const names = ["grafana", "influxdb", "influxdb-users", "network", "plantwatch", "prepare", "tls"];
    expect(services.map(([name]) => name).sort()).toEqual(names);
  });

  it("runs every service without rights, on a file system that cannot be written", () => {
    for (const [name, service] of services) {
      expect([name, service.read_only, service.cap_drop, service.security_opt]).toEqual([
        name,
        true,
        ["ALL"],
        ["no-new-privileges:true"],
      ]);
    }
    const asRoot = services.filter(([, { user }]) => user.startsWith("0")).map(([name, { restart }]) => [name, restart]);
    expect(asRoot.sort()).toEqual([
      ["influxdb-users", "no"],
      ["prepare", "no"],
    ]);
  });

  it("runs each service as the account that its volume is given to", () => {
    const byName = Object.fromEntries(services.map(([name, { user }]) => [name, user]));
    for (const [name, id] of Object.entries(accounts)) expect(byName[name]).toBe(`${id}:${id}`);
  });

  it("publishes on loopback alone, until somebody asks for more", () => {
    const ports = services.flatMap(([, service]) => service.ports);
    expect(ports.length).toBe(2);
    expect(ports.filter((port) => !port.startsWith("127.0.0.1:"))).toEqual([]);
    expect(JSON.stringify(composed({ PUBLISHED_ADDRESS: "192.0.2.7" }))).toContain("192.0.2.7:7443:7443");
  });

  it("lets nothing but the proxy into the network of the centre, and the metrics out of the machine", () => {
    const modes = services.flatMap(([name, { network_mode: mode }]) => (mode === undefined ? [] : [[name, mode]]));
    expect(modes.sort()).toEqual([
      ["plantwatch", "service:network"],
      ["prepare", "none"],
      ["tls", "service:network"],
    ]);
    expect(compose.networks.store?.internal).toBe(true);
    expect(
      services.filter(([name, { networks }]) => name.startsWith("influxdb") && Object.keys(networks).join() !== "store"),
    ).toEqual([]);
  });

  it("writes no password down, and shows each service only its own", () => {
    const variables = services.flatMap(([, { environment }]) => Object.entries(environment));
    const secret = variables.filter(([name]) => /PASSWORD|SECRET|TOKEN|KEY/.test(name));
    expect(secret.filter(([name, value]) => !name.endsWith("__FILE") || !value.startsWith("/run/secrets/plantwatch/"))).toEqual(
      [],
    );
    const mounted = services
      .filter(([, { restart }]) => restart !== "no")
      .flatMap(([name, { volumes }]) =>
        volumes
          .filter(({ source }) => source.endsWith("-secrets"))
          .map(({ source, read_only: readOnly }) => [name, source, readOnly]),
      );
    expect(mounted.sort()).toEqual([
      ["grafana", "grafana-secrets", true],
      ["influxdb", "influxdb-secrets", true],
      ["plantwatch", "plantwatch-secrets", true],
    ]);
  });

  it("watches the health of all that stays, and pins every image", () => {
    for (const [name, { restart, healthcheck, image }] of services) {
      expect(name === "network" || restart === "no" || (healthcheck.test ?? []).length > 1, name).toBe(true);
      expect(image).toMatch(/^(plantwatch:local|[a-z/]+:\d+\.\d+\.\d+[a-z-]*)$/);
    }
  });

  it("mounts volumes that are declared and files that exist", () => {
    const mounts = services.flatMap(([, { volumes }]) => volumes);
    const named = new Set(mounts.filter(({ type }) => type === "volume").map(({ source }) => source));
    expect(named).toEqual(new Set(Object.keys(compose.volumes)));
    const bound = mounts.filter(({ type }) => type === "bind");
    expect(bound.length).toBeGreaterThan(4);
    expect(bound.filter(({ source, read_only: readOnly }) => !existsSync(source) || readOnly !== true)).toEqual([]);
  });
});

describe("the configuration in the containers", async () => {
  const file = join(root, "deploy/compose/plantwatch.yaml");
  const text = await readFile(file, "utf8");

  it("is right, and reaches the metrics by the login that the containers have", async () => {
    const parsed = parseYaml(text, file, configSchema);
    expect(parsed.ok ? [] : parsed.issues.map(formatIssue)).toEqual([]);
    if (!parsed.ok || parsed.value.metrics.kind !== "influx") throw new Error("expected metrics in InfluxDB");
    const { usernameEnv = "", passwordEnv = "", url, database } = parsed.value.metrics;
    const compose = await readFile(join(root, "docker-compose.yml"), "utf8");
    expect(compose).toContain(`${usernameEnv}: ${database}_writer`);
    expect(compose).toContain(`${passwordEnv}="$$(cat /run/secrets/plantwatch/influxdb-writer)" exec`);
    expect(new URL(url).host).toBe("influxdb:8086");
  });

  it("listens where the proxy looks", async () => {
    const parsed = parseYaml(text, file, configSchema);
    const centre = parsed.ok ? parsed.value.centre : undefined;
    const caddyfile = await readFile(join(root, "deploy/compose/Caddyfile"), "utf8");
    expect(caddyfile).toContain(`reverse_proxy ${centre?.host}:${centre?.port} `);
  });
});

describe("the image", async () => {
  const dockerfile = await readFile(join(root, "Dockerfile"), "utf8");
  const stages = dockerfile.split(/^FROM /m).slice(1);

  it("is built in one stage and run from another, not as root", () => {
    expect(stages.length).toBe(2);
    expect([...(stages[1] ?? "").matchAll(/^USER (.*)$/gm)].map(([, user]) => user)).toEqual(["node"]);
    expect(stages[1]).toMatch(/^HEALTHCHECK/m);
    expect(stages[1]).not.toMatch(/npm|^ADD/m);
  });

  it("runs the Node that the program needs", () => {
    expect(dockerfile).toMatch(/^ARG NODE_IMAGE=node:26-/m);
  });

  it("names only files that exist", () => {
    const copied = [...(stages[0] ?? "").matchAll(/^COPY (.*) \S+$/gm)].flatMap(([, names = ""]) => names.split(" "));
    expect(copied.length).toBeGreaterThan(2);
    const started = [...dockerfile.matchAll(/"([\w/.-]+\.m?[jt]s)"/g)].map(([, file = ""]) => file);
    expect([...copied, ...started].filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });
});
