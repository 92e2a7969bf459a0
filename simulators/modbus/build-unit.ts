import type { Asset } from "../../model/inventory/inventory.ts";
import type { ModbusEndpoint } from "../../model/protocols/modbus/endpoint.ts";
import { writeFunctions } from "./function-names.ts";
import { type Profile, unitProfile } from "./profile.ts";
import { RegisterBank } from "./register-bank.ts";
import { baselineRegistersOf, healthRegistersOf, type Register, signalRegistersOf } from "./register-map.ts";
import type { DeviceSettings } from "./settings.ts";
import { Unit, type UnitIdentity, type UnitOptions } from "./unit.ts";

/** What the inventory says of a unit. */
export interface DeclaredUnit {
  readonly asset: Asset;
  readonly endpoint: ModbusEndpoint;
}

interface UnitContext {
  readonly profile: Profile;
  readonly settings: DeviceSettings;
  readonly seed: number;
  /** Its endpoints in the inventory: none for a unit that no inventory lists. */
  readonly declared: readonly DeclaredUnit[];
}

/** Revision that no inventory declares. */
const otherRevision = "99.0";

/** A unit as its profile makes it, holding what the inventory declares of it. */
export function buildUnit(id: number, { profile: deviceProfile, settings, seed, declared }: UnitContext): Unit {
  const profile = unitProfile(deviceProfile, id);
  return new Unit({
    id,
    identity: identityOf(profile, settings, declared[0]?.asset),
    bank: new RegisterBank({ registers: registersOf(profile, declared, seed), zeroFilled: profile.zeroFilled, seed, unit: id }),
    absent: new Set([...profile.absent, ...(profile.writes === "refused" ? writeFunctions : [])]),
    running: settings.running,
    driftsAt: driftPlace(profile, declared),
  });
}

/** What the plant declares lies over the maker's map, except that the maker's own settings, texts and parts of registers stay. */
function registersOf(profile: Profile, declared: readonly DeclaredUnit[], seed: number): readonly Register[] {
  const endpoints = declared.map(({ endpoint }) => endpoint);
  const settings = new Set(profile.registers.filter(({ moves }) => moves === "setting").map(placeOf));
  const parts = new Set(profile.registers.flatMap((register) => partOf(register) ?? []));
  return [
    ...endpoints.flatMap(healthRegistersOf),
    ...profile.registers,
    ...endpoints
      .flatMap((endpoint) => baselineRegistersOf(endpoint, seed))
      .filter((register) => !settings.has(placeOf(register))),
    ...endpoints.flatMap(signalRegistersOf).filter((register) => !parts.has(partOf(register) ?? "")),
  ];
}

function placeOf({ table, address }: Pick<Register, "table" | "address">): string {
  return `${table} ${address}`;
}

/** Which text, bit or masked part of a register this is; undefined for a value that has its registers to itself. */
function partOf({ type, bit, mask, ...place }: Register): string | undefined {
  const part = type === "string" ? "text" : (bit ?? mask);
  return part === undefined ? undefined : `${placeOf(place)} ${type} ${part}`;
}

function identityOf(profile: Profile, settings: DeviceSettings, asset: Asset | undefined): UnitIdentity {
  const { vendor, product, revision, vendorUrl, model, application, padTo } = profile.identity;
  const own = {
    vendor: asset?.vendor ?? vendor,
    product: asset?.product ?? product,
    revision: settings.identity === "other" ? otherRevision : (asset?.version ?? revision),
  };
  const texts = [own.vendor, own.product, own.revision, vendorUrl, own.product, model, application];
  return {
    objects: new Map(texts.flatMap((text, id) => (text === undefined ? [] : [[id, text] as const]))),
    padTo,
    serverId: { ...profile.serverId, text: `${own.vendor} ${own.product} ${own.revision}` },
  };
}

/** A declared configuration register, one that guards security first; else the maker's first setting. */
function driftPlace(profile: Profile, declared: readonly DeclaredUnit[]): UnitOptions["driftsAt"] {
  const registers = declared.flatMap(({ endpoint }) => endpoint.baselineRegisters);
  return registers.find(({ security }) => security) ?? registers[0] ?? profile.registers.find(({ moves }) => moves === "setting");
}
