import { expect, it } from "vitest";
import { runCampaign, shortcomings } from "./campaign.ts";
import { opcuaProbe } from "./opcua-probe.ts";
import { opcuaTransport } from "./opcua-transport.ts";

it("damaged answers to Hello, OpenSecureChannel and discovery end in a reason or in facts", async () => {
  const summary = await runCampaign(opcuaTransport, { seed: 1, count: 800 });
  expect(shortcomings(summary)).toEqual([]);
  expect(summary.damaged).toBeGreaterThanOrEqual(800);
  const met = [...summary.outcomes.keys()].join("\n");
  for (const outcome of ["answered", "malformed protocol-error", "unreachable connection-closed"]) expect(met).toContain(outcome);
}, 120_000);

it("a damaged answer anywhere in a whole probe ends in a reason or in facts, and in no false value where it was signed", async () => {
  const summary = await runCampaign(opcuaProbe, { seed: 1, count: 16, lanes: 4 });
  expect(shortcomings(summary)).toEqual([]);
  expect(summary.damaged).toBeGreaterThanOrEqual(16);
}, 120_000);
