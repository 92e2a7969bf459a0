import type { Inventory } from "../inventory/inventory.ts";
import type { Endpoint } from "../protocols/index.ts";

/** Which endpoint of an inventory stands at a host and port. */
export type FindDeclared = (host: string, port: number) => string | undefined;

const usualPorts: Readonly<Record<string, number>> = { "opc.tcp:": 4840, "modbus:": 502, "modbus+tls:": 802 };

/** Looks endpoints up by the address that is dialled and by the one that the plant declares. */
export function declaredIn(inventories: readonly Pick<Inventory, "assets">[]): FindDeclared {
  const names = new Map<string, string>();
  for (const { assets } of inventories) {
    for (const asset of assets) {
      for (const endpoint of asset.endpoints) {
        for (const place of placesOf(endpoint)) names.set(place, `${asset.id}/${endpoint.id}`);
      }
    }
  }
  return (host, port) => names.get(placeOf(host, port));
}

function placesOf(endpoint: Endpoint): readonly string[] {
  const { hostname, port, protocol } = new URL(endpoint.url);
  const number = port === "" ? (usualPorts[protocol] ?? 0) : Number(port);
  const aliases = endpoint.protocol === "opcua" ? endpoint.aliases.filter((alias) => !alias.includes("/")) : [];
  const hosts = [hostname, ...(endpoint.address === undefined ? [] : [endpoint.address]), ...aliases];
  return hosts.map((host) => placeOf(host, number));
}

function placeOf(host: string, port: number): string {
  return `${host.replace(/^\[|\]$/g, "").toLowerCase()} ${port}`;
}

/** The endpoint that an inventory declares at the place of a URL. */
export function nameDeclared(url: string, declared: FindDeclared): string | undefined {
  const place = hostAndPort(url);
  return place === undefined ? undefined : declared(place.host, place.port);
}

/** Host and port of a URL, with the port that is registered for its scheme where it names none. */
export function hostAndPort(url: string): { readonly host: string; readonly port: number } | undefined {
  if (!URL.canParse(url)) return undefined;
  const { hostname, port, protocol } = new URL(url);
  return { host: hostname, port: port === "" ? (usualPorts[protocol] ?? 0) : Number(port) };
}

/** Whether a URL looks like a range: `modbus://10.0.0.0/24` is unit 24 by its form, but whoever types it means a network. */
export function looksLikeRange(url: string): boolean {
  return /^[a-z+.]+:\/\/(\d{1,3}\.){3}0\/\d{1,2}(:\d*)?$/i.test(url);
}
