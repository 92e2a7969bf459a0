import { expect, it } from "vitest";
import { emptyAsset, emptyEndpoint } from "./asset-values.ts";
import { formPlace } from "./form-place.ts";

const values = {
  ...emptyAsset,
  id: "plc",
  endpoints: [
    { ...emptyEndpoint, element: "assets/plc/endpoints/ua", id: "ua", url: "opc.tcp://h" },
    { ...emptyEndpoint, url: "modbus://h:1/1" },
  ],
};

it.each<[string, string | null, readonly (string | number)[] | undefined]>([
  ["assets/plc", "zone", ["zone"]],
  ["assets/plc", "maintenanceWindows", ["maintenanceWindows"]],
  ["assets/plc", "colour", undefined],
  ["assets/plc", null, undefined],
  ["assets/other", "zone", undefined],
  ["assets/plc/endpoints/ua", "pinnedCertificateSha256", ["endpoints", 0, "pinned"]],
  ["assets/plc/endpoints/ua", "credentials", ["endpoints", 0, "user"]],
  ["assets/plc/endpoints/modbus", "url", ["endpoints", 1, "url"]],
  ["assets/plc/endpoints/modbus", "signals", undefined],
])("puts an issue of %s %s at %j", (element, field, place) => {
  expect(formPlace({ element, field }, values)).toEqual(place);
});
