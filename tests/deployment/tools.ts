import { existsSync } from "node:fs";
import type { Tool } from "../support/tools.ts";

const at = (path: string) => (): string | undefined => (existsSync(path) ? path : undefined);

export const dockerCompose: Tool = {
  name: "docker-compose",
  debianPackages: ["docker-compose"],
  find: at("/usr/bin/docker-compose"),
};
export const iproute: Tool = {
  name: "ip (iproute2)",
  debianPackages: ["iproute2"],
  find: () => at("/usr/sbin/ip")() ?? at("/sbin/ip")(),
};
export const caddy: Tool = { name: "Caddy", debianPackages: ["caddy"], find: at("/usr/bin/caddy") };
export const systemdAnalyze: Tool = {
  name: "systemd-analyze",
  debianPackages: ["systemd"],
  find: at("/usr/bin/systemd-analyze"),
};
