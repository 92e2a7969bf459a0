import { type Asset, assetSchema } from "../../model/inventory/inventory.ts";
import { type ModbusEndpoint, modbusEndpointSchema } from "../../model/protocols/modbus/endpoint.ts";
import { type OpcuaEndpoint, opcuaEndpointSchema } from "../../model/protocols/opcua/endpoint.ts";
import { type DeviceDeclaration, declareDevice } from "./devices.ts";

/** An OPC UA server with everything that a probe can ask: sessions for anyone and for a user, values, rights, a factory account. */
export function opcuaServer(
  id: string,
  profile: string,
  weaknesses: readonly string[] = [],
): { endpoint: OpcuaEndpoint; device: DeviceDeclaration } {
  const endpoint = opcuaEndpointSchema.parse({
    id: "ua",
    protocol: "opcua",
    url: "opc.tcp://192.0.2.4:4840/UA",
    credentials: { user: "operator", passwordEnv: "OPERATOR" },
    factoryAccount: { user: "admin", passwordEnv: "FACTORY" },
    onRequest: ["opcua.default-credentials", "opcua.stranger"],
    // Sessions that a damaged answer leaves behind at the server live for as short as the driver asks at least.
    intervals: { "opcua.session": 1000, "opcua.signals": 100 },
    criticalNodes: ["ns=1;s=Tank.Level", "ns=1;s=Nobody.Knows"],
    signals: [
      { id: "level", nodeId: "ns=1;s=Tank.Level", unit: "m" },
      { id: "flow", nodeId: "ns=1;s=Pump.Flow", unit: "m³/h" },
      { id: "temperature", nodeId: "ns=1;s=Tank.Temperature", unit: "°C" },
    ],
  });
  return { endpoint, device: declareDevice("opcua", id, profile, [assetOf(id, endpoint)], { weaknesses }) };
}

/** Units behind one gateway: a meter whose gaps may not be read, a drive, and a remote terminal unit with coils. */
const units = [
  { unit: 1, quirks: { fillGaps: false }, coils: false },
  { unit: 5, quirks: { maxRegistersPerRead: 8 }, coils: false },
  { unit: 9, quirks: {}, coils: true },
];

/** A gateway with everything that the driver reads: values of every width, many of a kind, counters, configuration, identity. */
export function modbusGateway(
  id: string,
  answerTimeout: number,
): { endpoints: readonly ModbusEndpoint[]; device: DeviceDeclaration } {
  const endpoints = units.map(({ unit, quirks, coils }) => modbusUnit("modbus", unit, { ...quirks, answerTimeout }, coils));
  return { endpoints, device: declareDevice("modbus", id, "gateway-16", [assetOf(id, ...endpoints)]) };
}

/** A controller that serves its values over TLS, to clients with a certificate that it knows. */
export function secureController(
  id: string,
  answerTimeout: number,
): { endpoints: readonly ModbusEndpoint[]; device: DeviceDeclaration } {
  const endpoints = [modbusUnit("modbus+tls", 1, { answerTimeout }, true)];
  return { endpoints, device: declareDevice("modbus", id, "plc", [assetOf(id, ...endpoints)], { without: ["cleartext"] }) };
}

function modbusUnit(scheme: string, unit: number, quirks: Record<string, unknown>, coils: boolean): ModbusEndpoint {
  const fine = { table: "input-register", scale: 0.001 };
  return modbusEndpointSchema.parse({
    id: `unit-${unit}`,
    protocol: "modbus",
    url: `${scheme}://192.0.2.5:502/${unit}`,
    behindGateway: scheme === "modbus",
    onRequest: ["modbus.units"],
    runIndicator: { byte: 1 },
    healthRegister: { table: "holding-register", address: 400 },
    baselineRegisters: [
      { id: "setpoints", table: "holding-register", address: 500, count: 20 },
      { id: "limits", table: "holding-register", address: 600, count: 2, security: true },
      { id: "mode", table: "holding-register", address: 610, count: 2 },
    ],
    signals: [
      { ...fine, id: "u16-a", address: 300 },
      { ...fine, id: "u16-b", address: 301 },
      { ...fine, id: "u16-c", address: 310 },
      { ...fine, id: "u16-d", address: 320, type: "uint16" },
      { ...fine, id: "i32-a", address: 330, type: "int32" },
      { ...fine, id: "i32-b", address: 340, type: "int32", wordOrder: "little" },
      { ...fine, id: "f32", address: 350, type: "float32", scale: 1 },
      { ...fine, id: "u64", address: 360, type: "uint64" },
      { ...fine, id: "f64", address: 370, type: "float64", scale: 1 },
      { ...fine, id: "holding", table: "holding-register", address: 380 },
      ...(coils ? ["coil", "discrete-input"] : []).flatMap((table) =>
        [40, 41, 43, 55].map((address) => ({ id: `${table}-${address}`, table, address, type: "bool" })),
      ),
    ],
    quirks,
  });
}

function assetOf(id: string, ...endpoints: Asset["endpoints"]): Asset {
  return assetSchema.parse({ id, name: id, site: "s", role: "server", endpoints });
}
