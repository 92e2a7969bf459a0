import { expect, it } from "vitest";
import { type AdvisorySet, noAdvisories } from "../../model/advisories/advisory.ts";
import { readCsaf } from "../../model/advisories/csaf/read-csaf.ts";
import { inventorySchema } from "../../model/inventory/inventory.ts";
import { knownVulnerability } from "../checks/advisory/known-vulnerability.ts";
import type { AssetCheck } from "../checks/define.ts";
import { type Judged, judgeInSteps } from "../judge.ts";
import { runToEnd } from "../steps.ts";
import { simpleDocument } from "./testing/documents.ts";
import { imported } from "./testing/imported.ts";

const inventory = inventorySchema.parse({
  enterprise: { id: "water", name: "water", types: ["N"], grade: 2 },
  sites: [{ id: "s1", name: "s1", collectors: [{ id: "c1" }] }],
  assets: ["Siemens", "Omron"].map((vendor) => ({
    id: vendor.toLowerCase(),
    name: vendor,
    site: "s1",
    role: "field-device",
    vendor,
    product: "PLC 1",
    version: "1.0",
  })),
});

function advisory(vendor: string, below: string, number: number) {
  const read = readCsaf(JSON.stringify(simpleDocument({ vendor, product: "PLC 1", known_affected: [below] }, { id: vendor })));
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return imported(read.advisory, { number });
}

it("judges again only the assets of makers whose advisories changed", () => {
  const evaluated: string[] = [];
  const check: AssetCheck = {
    ...knownVulnerability,
    evaluate: (context) => {
      evaluated.push(context.asset.id);
      return knownVulnerability.evaluate(context);
    },
  };
  const judgeWith = (advisories: AdvisorySet, before?: Judged) => {
    evaluated.length = 0;
    const input = { inventory, observations: [], previous: [], baselines: [], advisories, now: 1000, checks: [check] };
    const judged = runToEnd(judgeInSteps(input, before));
    return { judged, said: [...judged.subjects.values()].flatMap(({ verdicts }) => verdicts.map(({ status }) => status)) };
  };
  const omron = advisory("Omron", "< 2.0", 1);
  const set = (revision: number, ...advisories: AdvisorySet["advisories"]) => ({ ...noAdvisories, revision, advisories });

  const none = judgeWith(noAdvisories);
  expect(none.said).toEqual(["unknown", "unknown"]);
  const first = judgeWith(set(1, omron, advisory("Siemens", "< 0.5", 1)), none.judged);
  expect({ evaluated: [...evaluated], said: first.said }).toEqual({ evaluated: ["siemens", "omron"], said: ["pass", "fail"] });
  const second = judgeWith(set(2, omron, advisory("Siemens", "< 1.5", 2)), first.judged);
  expect({ evaluated: [...evaluated], said: second.said }).toEqual({ evaluated: ["siemens"], said: ["fail", "fail"] });
  const alias = { id: "a", kind: "product", vendor: "OMRON Corp", name: "plc-1", means: null, by: "li", at: 1 } as const;
  const third = judgeWith({ ...set(3, ...(second.judged.input.advisories?.advisories ?? [])), aliases: [alias] }, second.judged);
  expect({ evaluated: [...evaluated], said: third.said }).toEqual({ evaluated: ["omron"], said: ["fail", "pass"] });
});
