import { describe, expect, it } from "vitest";
import { assetSchema } from "../../../../model/inventory/inventory.ts";
import { addOperation, changeOperations, emptyAsset, emptyEndpoint, valuesOf } from "./asset-values.ts";

const asset = assetSchema.parse({
  id: "plc",
  name: { "zh-CN": "控制器", en: "PLC" },
  site: "east",
  role: "field-device",
  zone: "control",
  owner: "ops",
  endpoints: [
    { id: "ua", protocol: "opcua", url: "opc.tcp://192.0.2.1:4840", trustedAt: "2026-11-24T20:00:00+08:00", signals: [] },
    {
      id: "bus",
      protocol: "modbus",
      url: "modbus://192.0.2.1:502/1",
      permittedClients: ["192.0.2.9"],
      signals: [{ id: "t", table: "coil", address: 1 }],
    },
  ],
});
const values = valuesOf(asset);
const [ua, bus] = values.endpoints;
if (ua === undefined || bus === undefined) throw new Error("two endpoints are expected");

describe("the form of an asset", () => {
  it("changes nothing where nothing was typed", () => {
    expect(changeOperations(values, valuesOf(asset))).toEqual([]);
  });

  it("names only the fields that were typed anew, and leaves what it does not show", () => {
    const after = {
      ...values,
      owner: " ",
      criticality: 4,
      endpoints: [ua, { ...bus, permittedClients: "192.0.2.9\n192.0.2.10" }],
    };
    expect(changeOperations(values, after)).toEqual([
      { action: "change", element: "assets/plc", fields: { owner: null, criticality: 4 } },
      { action: "change", element: "assets/plc/endpoints/bus", fields: { permittedClients: ["192.0.2.9", "192.0.2.10"] } },
    ]);
  });

  it("adds and removes endpoints", () => {
    const added = { ...emptyEndpoint, url: "modbus://192.0.2.1:503/7" };
    expect(changeOperations(values, { ...values, endpoints: [bus, added] })).toEqual([
      { action: "remove", element: "assets/plc/endpoints/ua" },
      {
        action: "add",
        element: "assets/plc/endpoints/modbus",
        value: { protocol: "modbus", url: "modbus://192.0.2.1:503/7", onRequest: [], behindGateway: false },
      },
    ]);
  });

  it("makes a new asset of the form of inventory files", () => {
    const typed = {
      ...emptyAsset,
      id: "new",
      name: "阀门",
      site: "east",
      endpoints: [
        {
          ...emptyEndpoint,
          url: "opc.tcp://192.0.2.3:4840",
          user: "li",
          passwordEnv: "PASSWORD",
          pinned: "AB:".repeat(32).slice(0, -1),
        },
      ],
    };
    const operation = addOperation(typed);
    const value = operation.action === "add" ? operation.value : {};
    expect(assetSchema.parse({ id: "new", ...value })).toMatchObject({
      name: { "zh-CN": "阀门", en: "阀门" },
      endpoints: [{ id: "opcua", protocol: "opcua", credentials: { user: "li" }, pinnedCertificateSha256: "ab".repeat(32) }],
    });
  });
});
