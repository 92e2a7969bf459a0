import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Programs that some tests need beside npm's packages. `tests/prepare.ts` installs them where it may. */
export interface Tool {
  readonly name: string;
  readonly debianPackages: readonly string[];
  /** Path of the program, or undefined where it is not there. */
  find(): string | undefined;
}

const venv = fileURLToPath(new URL("../../.venv", import.meta.url));
const requirements = fileURLToPath(new URL("../peers/requirements.txt", import.meta.url));
export const pythonEnvironment = { folder: venv, requirements } as const;

function firstExisting(...paths: readonly string[]): string | undefined {
  return paths.find((path) => existsSync(path));
}

export const chromium: Tool = {
  name: "Chromium",
  debianPackages: ["chromium", "fonts-noto-cjk"],
  find: () => firstExisting("/usr/bin/chromium", "/usr/bin/chromium-browser"),
};

export const tshark: Tool = { name: "tshark", debianPackages: ["tshark"], find: () => firstExisting("/usr/bin/tshark") };

export const influxd: Tool = { name: "InfluxDB", debianPackages: ["influxdb"], find: () => firstExisting("/usr/bin/influxd") };

export const victoriaMetrics: Tool = {
  name: "VictoriaMetrics",
  debianPackages: ["victoria-metrics"],
  find: () => firstExisting("/usr/bin/victoria-metrics"),
};

export const natsServer: Tool = {
  name: "NATS",
  debianPackages: ["nats-server"],
  find: () => firstExisting("/usr/sbin/nats-server", "/usr/bin/nats-server"),
};

/** The Python of the environment, where it has these modules. */
function pythonWith(...modules: readonly string[]): string | undefined {
  const python = firstExisting(`${venv}/bin/python`);
  return python !== undefined && spawnSync(python, ["-c", `import ${modules.join(", ")}`]).status === 0 ? python : undefined;
}

/** A Python with the independent protocol peers. */
export const pythonPeers: Tool = {
  name: "Python with asyncua and pymodbus",
  debianPackages: ["python3", "python3-venv"],
  find: () => pythonWith("asyncua", "pymodbus"),
};

/** A Python with an independent reader of OSCAL. */
export const trestle: Tool = {
  name: "Python with compliance-trestle",
  debianPackages: ["python3", "python3-venv"],
  find: () => pythonWith("trestle.oscal.assessment_results", "trestle.oscal.poam"),
};

/** A Modbus client by an independent hand. */
export const mbpoll: Tool = { name: "mbpoll", debianPackages: ["mbpoll"], find: () => firstExisting("/usr/bin/mbpoll") };

/** A C compiler, by which an independent Modbus server is made. */
export const libmodbus: Tool = {
  name: "A C compiler with libmodbus",
  debianPackages: ["gcc", "libc6-dev", "libmodbus-dev"],
  find: () => (existsSync("/usr/include/modbus/modbus.h") ? firstExisting("/usr/bin/gcc") : undefined),
};

export const dockerCompose: Tool = {
  name: "docker-compose",
  debianPackages: ["docker-compose"],
  find: () => firstExisting("/usr/bin/docker-compose"),
};

export const iproute: Tool = {
  name: "ip (iproute2)",
  debianPackages: ["iproute2"],
  find: () => firstExisting("/usr/sbin/ip", "/sbin/ip"),
};

export const caddy: Tool = { name: "Caddy", debianPackages: ["caddy"], find: () => firstExisting("/usr/bin/caddy") };

/** Debian keeps the server's programs beside its release. */
export const postgres: Tool = {
  name: "PostgreSQL",
  debianPackages: ["postgresql"],
  find() {
    const root = "/usr/lib/postgresql";
    const releases = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
    return firstExisting(...releases.map((release) => `${root}/${release}/bin/postgres`), "/usr/local/bin/postgres");
  },
};

export const systemdAnalyze: Tool = {
  name: "systemd-analyze",
  debianPackages: ["systemd"],
  find: () => firstExisting("/usr/bin/systemd-analyze"),
};

export const openssl: Tool = { name: "OpenSSL", debianPackages: ["openssl"], find: () => firstExisting("/usr/bin/openssl") };

export const pdfsig: Tool = { name: "pdfsig", debianPackages: ["poppler-utils"], find: () => firstExisting("/usr/bin/pdfsig") };

export const tools: readonly Tool[] = [
  chromium,
  tshark,
  influxd,
  victoriaMetrics,
  natsServer,
  pythonPeers,
  mbpoll,
  libmodbus,
  dockerCompose,
  iproute,
  caddy,
  postgres,
  systemdAnalyze,
  openssl,
  pdfsig,
  trestle,
];

/**
 * Whether the tests that need a tool can run. Says loudly what is skipped; with CI=true nothing may be skipped, so it throws.
 */
export function available(tool: Tool): boolean {
  if (tool.find() !== undefined) return true;
  const words = `${tool.name} is not installed (${tool.debianPackages.join(", ")})`;
  if (process.env.CI === "true") throw new Error(`${words}, and with CI=true nothing is skipped`);
  process.stderr.write(`\nSKIPPED: ${words}. "npm test" as root installs it.\n`);
  return false;
}
