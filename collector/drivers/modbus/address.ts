import { Problem } from "../../../model/problem.ts";
import { type ModbusEndpoint, modbusEndpointSchema } from "../../../model/protocols/modbus/endpoint.ts";

/** Where a Modbus unit answers. */
export interface UnitAddress {
  readonly host: string;
  readonly port: number;
  readonly unit: number;
  readonly secure: boolean;
}

/** Registered ports: Modbus/TCP, and Modbus/TCP Security. */
const plainPort = 502;
const securePort = 802;

/** Takes apart `modbus://host:port/unit`, which the endpoint's schema has passed; a missing port is the registered one. */
export function parseUnitUrl(url: string): UnitAddress {
  const { protocol, hostname, port, pathname } = new URL(url);
  const secure = protocol === "modbus+tls:";
  return {
    host: hostname.replace(/^\[|\]$/g, ""),
    port: port === "" ? (secure ? securePort : plainPort) : Number(port),
    unit: Number(pathname.slice(1)),
    secure,
  };
}

/** Host and port: what units behind one gateway share. */
export function connectionKeyOf({ host, port, secure }: UnitAddress): string {
  const bracketed = host.includes(":") ? `[${host}]` : host;
  return `${secure ? "tls " : ""}${bracketed}:${port}`;
}

/**
 * An endpoint from a bare URL, with every default.
 * @throws Problem `not-a-modbus-url`
 */
export function endpointFromUrl(url: string): ModbusEndpoint {
  const parsed = modbusEndpointSchema.safeParse({ id: "scan", protocol: "modbus", url });
  if (!parsed.success || !isDialable(url)) {
    throw new Problem("not-a-modbus-url", "this is not the address of a Modbus unit", {
      target: url,
      advice: "write modbus://host:port/unit or modbus+tls://host:port/unit, unit 0 to 255",
    });
  }
  return parsed.data;
}

function isDialable(url: string): boolean {
  return URL.canParse(url) && new URL(url).hostname !== "" && parseUnitUrl(url).port > 0;
}
