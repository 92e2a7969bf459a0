import { expect, it } from "vitest";
import { runCampaign, shortcomings } from "./campaign.ts";
import { modbusPlain, modbusTls } from "./modbus.ts";

it("damaged answers end in a reason, or in values that the wire carried in answer to that very request", async () => {
  const summary = await runCampaign(modbusPlain, { seed: 1, count: 1000 });
  expect(shortcomings(summary)).toEqual([]);
  expect(summary.damaged).toBeGreaterThanOrEqual(1000);
  const met = [...summary.outcomes.keys()].join("\n");
  for (const outcome of ["answered", "wrong-length", "wrong-unit", "wrong-protocol-id", "unreachable closed"]) {
    expect(met).toContain(outcome);
  }
}, 120_000);

it("damaged records of TLS end in a reason, and in no false value", async () => {
  const summary = await runCampaign(modbusTls, { seed: 1, count: 30 });
  expect(shortcomings(summary)).toEqual([]);
  expect(summary.damaged).toBeGreaterThanOrEqual(30);
}, 120_000);
