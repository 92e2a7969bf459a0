import { expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { opcuaEndpointSchema } from "../../../../model/protocols/opcua/endpoint.ts";
import { inventoryLines } from "./inventory-lines.ts";

const inventory = z.object({ endpoints: z.array(opcuaEndpointSchema) });

it("gives lines that an inventory takes as they are", () => {
  const now = Date.UTC(2026, 10, 24, 12, 30, 5, 250);
  const lines = inventoryLines({ id: "ua-2", url: "opc.tcp://10.0.0.5:4840/line" }, now);
  expect(inventory.parse(parse(lines)).endpoints).toMatchObject([
    { id: "ua-2", url: "opc.tcp://10.0.0.5:4840/line", trustedAt: "2026-11-24T12:30:05Z" },
  ]);
});

it("shows an example where no endpoint is meant", () => {
  expect(inventory.parse(parse(inventoryLines(undefined, 0))).endpoints).toHaveLength(1);
});
