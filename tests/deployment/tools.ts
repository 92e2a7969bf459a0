import { existsSync } from "node:fs";
import type { Tool } from "../support/tools.ts";

const at = (path: string) => (): string | undefined => (existsSync(path) ? path : undefined);

export const influxd: Tool = { name: "InfluxDB", debianPackages: ["influxdb"], find: at("/usr/bin/influxd") };
