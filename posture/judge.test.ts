import { describe, expect, it } from "vitest";
import { z } from "zod";
import { hour } from "../model/instant.ts";
import { inventorySchema } from "../model/inventory/inventory.ts";
import { message } from "../model/messages/index.ts";
import type { StoredObservation } from "../model/observation.ts";
import { defineProbe } from "../model/protocols/define.ts";
import type { Severity } from "../model/severity.ts";
import { type Check, defineAssetCheck, defineEndpointCheck, defineEnterpriseCheck, type Pointer } from "./checks/define.ts";
import { fail, pass, seen } from "./checks/results.ts";
import { judge } from "./judge.ts";

const now = Date.parse("2026-11-24T08:00:00Z");
const door = defineProbe({ id: "opcua.door", schema: z.strictObject({ open: z.boolean() }), interval: hour, onRequest: false });
const lock = defineProbe({ id: "opcua.lock", schema: z.strictObject({ rusty: z.boolean() }), interval: hour, onRequest: false });
const crowbar = defineProbe({
  id: "opcua.crowbar",
  schema: z.strictObject({ bent: z.boolean() }),
  interval: hour,
  onRequest: true,
});

const word = { "zh-CN": "好。", en: "Good." };
const head = (id: string, severity: Severity = "high") => ({
  id,
  severity,
  effort: 1,
  text: { title: word, rationale: word, remediation: word },
  references: [],
});
const fine = message("common.not-applicable");

const doorShut = defineEndpointCheck({
  ...head("opcua.door-shut"),
  protocol: "opcua",
  needs: [door],
  mayUse: [lock],
  evaluate: ({ "opcua.door": { open }, "opcua.lock": found }) => {
    if (open) return fail(fine, [seen(door, "open")], found?.rusty ? { severity: "critical" } : {});
    return pass(fine, { evidence: [seen(door, "open")] });
  },
});
const noDraught = defineEndpointCheck({
  ...head("opcua.no-draught"),
  protocol: "opcua",
  needs: [door],
  givesWayTo: ["opcua.door-shut"],
  evaluate: ({ "opcua.door": { open } }) => (open ? fail(fine, [seen(door, "open")]) : pass(fine)),
});
const forced = defineEndpointCheck({
  ...head("opcua.forced"),
  protocol: "opcua",
  needs: [crowbar],
  evaluate: ({ "opcua.crowbar": { bent } }) => (bent ? fail(fine, [seen(crowbar, "bent")]) : pass(fine)),
});
const crashes = defineAssetCheck({
  ...head("inventory.crashes"),
  evaluate: () => {
    throw new Error("no such field");
  },
});

const inventory = inventorySchema.parse({
  enterprise: { id: "works", name: "Works", types: ["N"], grade: 2 },
  sites: [{ id: "north", name: "North", collectors: [{ id: "c1" }] }],
  assets: [
    {
      id: "plc",
      name: "PLC",
      site: "north",
      role: "field-device",
      endpoints: [
        { id: "a", protocol: "opcua", url: "opc.tcp://192.0.2.1:4840" },
        { id: "b", protocol: "opcua", url: "opc.tcp://192.0.2.2:4840", onRequest: ["opcua.crowbar"] },
      ],
    },
  ],
});

let rows = 0;
function row(probe: string, endpointId: string, over: Partial<StoredObservation> = {}): StoredObservation {
  const id = `00000000-0000-4000-8000-${String(++rows).padStart(12, "0")}`;
  const times = { at: now - hour, lastSeen: now - hour, timesSeen: 1, validForSeconds: 3600 };
  return { id, enterpriseId: "works", assetId: "plc", endpointId, probe, outcome: "answered", digest: "", ...times, ...over };
}

function verdictsOf(checks: readonly Check[], observations: readonly StoredObservation[]) {
  return judge({ inventory, observations, previous: [], baselines: [], now, checks });
}

describe("judge", () => {
  it("evaluates on readable facts and points at the observation that decided", () => {
    const observation = row("opcua.door", "a", { facts: { open: true } });
    const [verdict] = verdictsOf([doorShut], [observation]);
    expect(verdict).toMatchObject({
      status: "fail",
      severity: "high",
      siteId: "north",
      assetId: "plc",
      endpointId: "a",
      judgedAt: now,
    });
    expect(verdict?.evidence).toEqual([{ observationId: observation.id, probe: "opcua.door", pointer: "/open" }]);
  });

  it("dates a verdict by the oldest observation that it used", () => {
    const observations = [
      row("opcua.door", "a", { facts: { open: true }, lastSeen: now - 2 * hour }),
      row("opcua.lock", "a", { facts: { rusty: true }, lastSeen: now - 5 * hour }),
    ];
    expect(verdictsOf([doorShut], observations)[0]).toMatchObject({ severity: "critical", evidenceAt: now - 5 * hour });
  });

  it("says unknown where a needed probe never answered, failed or gave facts that break its schema", () => {
    const [never] = verdictsOf([doorShut], []);
    expect(never).toMatchObject({ status: "unknown", because: { key: "common.not-observed" }, evidenceAt: null });
    const refused = row("opcua.door", "a", { outcome: "refused", reason: { code: "BadTooManySessions" } });
    expect(verdictsOf([doorShut], [refused])[0]?.because).toEqual(
      message("common.probe-failed", { probe: "opcua.door", outcome: "refused", reason: "BadTooManySessions" }),
    );
    const [broken] = verdictsOf([doorShut], [row("opcua.door", "a", { facts: { open: "yes" } })]);
    expect(broken).toMatchObject({ status: "unknown", because: { values: { outcome: "malformed", reason: "facts-invalid" } } });
  });

  it("keeps judging by the newest answer while later probes fail, with the answer's own age", () => {
    const answered = row("opcua.door", "a", { facts: { open: true }, lastSeen: now - 9 * hour });
    const silent = row("opcua.door", "a", { outcome: "unreachable", reason: { code: "timeout" } });
    expect(verdictsOf([doorShut], [silent, answered])[0]).toMatchObject({ status: "fail", evidenceAt: now - 9 * hour });
  });

  it("takes the newest of several answers, in whatever order they come", () => {
    const old = row("opcua.door", "a", { facts: { open: true }, lastSeen: now - 9 * hour });
    const young = row("opcua.door", "a", { facts: { open: false } });
    expect(verdictsOf([doorShut], [young, old])[0]?.status).toBe("pass");
    expect(verdictsOf([doorShut], [old, young])[0]?.status).toBe("pass");
  });

  it("lets a fail give way to its cause at the same endpoint only", () => {
    const open = [row("opcua.door", "a", { facts: { open: true } }), row("opcua.door", "b", { facts: { open: false } })];
    const statuses = verdictsOf([doorShut, noDraught], open).map((one) => [one.endpointId, one.checkId, one.status]);
    expect(statuses).toEqual([
      ["a", "opcua.door-shut", "fail"],
      ["a", "opcua.no-draught", "not-applicable"],
      ["b", "opcua.door-shut", "pass"],
      ["b", "opcua.no-draught", "pass"],
    ]);
    const alone = verdictsOf([noDraught], open);
    expect(alone[0]?.status).toBe("fail");
  });

  it("tells not allowed from not yet observed for an on-request probe", () => {
    const [notAllowed, allowed] = verdictsOf([forced], []);
    expect(notAllowed).toMatchObject({ status: "not-applicable", because: { key: "common.not-tested-by-choice" } });
    expect(allowed).toMatchObject({ status: "unknown", because: { key: "common.not-observed" } });
    const earlier = row("opcua.crowbar", "a", { facts: { bent: true } });
    expect(verdictsOf([forced], [earlier])[0]?.status, "what was once seen stays judged").toBe("fail");
  });

  it("gives no date to what rests on no observation", () => {
    const free = defineEndpointCheck({
      ...head("opcua.free"),
      protocol: "opcua",
      needs: [],
      mayUse: [door],
      evaluate: ({ "opcua.door": found }) => (found === undefined ? pass(fine) : fail(fine, [seen(door, "open")])),
    });
    expect(verdictsOf([free], [])[0]).toMatchObject({ status: "pass", evidenceAt: null });
    expect(verdictsOf([free], [row("opcua.door", "a", { facts: { open: true } })])[0]?.evidenceAt).toBe(now - hour);
  });

  it("turns a crash into unknown and goes on", () => {
    const verdicts = verdictsOf([crashes, doorShut], [row("opcua.door", "a", { facts: { open: false } })]);
    expect(verdicts.find((one) => one.checkId === "inventory.crashes")).toMatchObject({
      status: "unknown",
      because: { key: "common.check-crashed", values: { error: "no such field" } },
    });
    expect(verdicts.find((one) => one.checkId === "opcua.door-shut")?.status).toBe("pass");
  });

  it("asks the enterprise once and shows it its peers", () => {
    const evidenceOf = (id: string): Pointer[] => [{ ...seen(door, "open"), observationId: id }];
    const allShut = defineEnterpriseCheck({
      ...head("net.all-shut"),
      evaluate: ({ peers }) => {
        const open = peers(door).filter((peer) => peer.facts.open);
        return open.length === 0
          ? pass(fine)
          : fail(
              fine,
              open.flatMap((peer) => evidenceOf(peer.observationId)),
            );
      },
    });
    const observation = row("opcua.door", "b", { facts: { open: true } });
    const stranger = row("opcua.door", "a", { enterpriseId: "other", facts: { open: true } });
    const verdicts = verdictsOf([allShut], [observation, stranger]);
    expect(verdicts).toHaveLength(1);
    expect(verdicts[0]).toMatchObject({ status: "fail", assetId: null, endpointId: null, evidenceAt: now - hour });
    expect(verdicts[0]?.evidence.map((one) => one.observationId)).toEqual([observation.id]);
  });
});
