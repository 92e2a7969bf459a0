import { describe, expect, it } from "vitest";
import { z } from "zod";
import { hour, minute } from "../model/instant.ts";
import { inventorySchema } from "../model/inventory/inventory.ts";
import { message } from "../model/messages/index.ts";
import type { StoredObservation } from "../model/observation.ts";
import { defineProbe } from "../model/protocols/define.ts";
import { defineEndpointCheck, type EndpointContext, type PeerIndex } from "./checks/define.ts";
import { pass } from "./checks/results.ts";
import { type Judged, type JudgeInput, judgeInSteps, verdictsOf } from "./judge.ts";
import { runToEnd } from "./steps.ts";

const now = Date.parse("2026-11-24T08:00:00Z");
const door = defineProbe({ id: "opcua.door", schema: z.strictObject({ open: z.boolean() }), interval: hour, onRequest: false });
const word = { "zh-CN": "好。", en: "Good." };

const inventory = inventorySchema.parse({
  enterprise: { id: "works", name: "Works", types: ["N"], grade: 2 },
  sites: [{ id: "north", name: "North", collectors: [{ id: "c1" }] }],
  assets: ["left", "right"].map((id) => ({
    id,
    name: id,
    site: "north",
    role: "server",
    endpoints: [{ id: "a", protocol: "opcua", url: "opc.tcp://192.0.2.1:4840" }],
  })),
});

function row(assetId: string, over: Partial<StoredObservation> = {}): StoredObservation {
  const times = { at: now - hour, lastSeen: now - hour, timesSeen: 1, validForSeconds: 3600 };
  const head = { id: assetId, enterpriseId: "works", assetId, endpointId: "a", probe: door.id };
  return { ...head, outcome: "answered", digest: "shut", facts: { open: false }, ...times, ...over };
}

/** Judges twice with a check that looks at something; answers the assets that were judged the second time. */
function judgedAgain(look: (context: EndpointContext) => unknown, change: Partial<JudgeInput>): string[] {
  const judged: string[] = [];
  const check = defineEndpointCheck({
    id: "opcua.looks",
    severity: "high",
    effort: 1,
    text: { title: word, rationale: word, remediation: word },
    references: [],
    protocol: "opcua",
    needs: [door],
    evaluate: (_facts, context) => {
      judged.push(context.asset.id);
      look(context);
      return pass(message("common.not-applicable"));
    },
  });
  const input = { inventory, observations: rows, previous: [], baselines: [], findings: [], now, checks: [check] };
  const first = runToEnd(judgeInSteps(input));
  judged.length = 0;
  runToEnd(judgeInSteps({ ...input, ...change }, first));
  return judged.sort();
}

const rows = [row("left"), row("right")] as const;
const seenAgain: Partial<JudgeInput> = { observations: [rows[0], { ...rows[1], lastSeen: now, timesSeen: 2 }] };
const otherFacts: Partial<JudgeInput> = {
  observations: [rows[0], row("right", { id: "new", digest: "open", facts: { open: true } })],
};

describe("judging again", () => {
  it("leaves alone what looked at nothing that changed", () => {
    expect(judgedAgain(() => undefined, {})).toEqual([]);
    expect(judgedAgain(() => undefined, { now: now + minute, findings: [] })).toEqual([]);
    expect(judgedAgain(() => undefined, otherFacts)).toEqual(["right"]);
  });

  it("judges what looked at the time, at findings or at peers once those change", () => {
    expect(judgedAgain((context) => context.now, { now: now + minute })).toEqual(["left", "right"]);
    expect(judgedAgain((context) => context.findings, { findings: [] })).toEqual(["left", "right"]);
    expect(judgedAgain((context) => context.peers(door), otherFacts)).toEqual(["left", "right"]);
  });

  it("judges what asked for a moment once that has come, and not before", () => {
    const ends = (context: EndpointContext) => context.hasCome(now + hour);
    expect(judgedAgain(ends, { now: now + hour - 1 })).toEqual([]);
    expect(judgedAgain(ends, { now: now + hour })).toEqual(["left", "right"]);
    const days = (context: EndpointContext) => context.daysUntil(now + 36 * hour);
    expect(judgedAgain(days, { now: now + 12 * hour })).toEqual([]);
    expect(judgedAgain(days, { now: now + 12 * hour + 1 })).toEqual(["left", "right"]);
    expect(judgedAgain(ends, { now: now - 1 }), "a clock that was set back").toEqual(["left", "right"]);
  });

  it("tells the facts of peers from the times at which they were seen", () => {
    expect(judgedAgain((context) => context.peers(door), seenAgain)).toEqual(["right"]);
    const times = (context: EndpointContext) => context.peers(door).map(({ lastSeen }) => lastSeen);
    expect(judgedAgain(times, seenAgain)).toEqual(["left", "right"]);
  });

  it("judges what looked peers up by a name once another says something under it, or no more", () => {
    const doors: PeerIndex<{ open: boolean }> = { id: "doors", probe: door, namesOf: ({ open }) => [String(open)] };
    const shut = ({ peersNamed }: EndpointContext) => peersNamed(doors, "false");
    const open = ({ peersNamed }: EndpointContext) => peersNamed(doors, "true");
    const other = ({ peersNamed }: EndpointContext) => peersNamed(doors, "ajar");
    expect(judgedAgain(shut, otherFacts)).toEqual(["left", "right"]);
    expect(judgedAgain(open, otherFacts)).toEqual(["left", "right"]);
    expect(judgedAgain(other, otherFacts)).toEqual(["right"]);
    expect(judgedAgain(shut, seenAgain)).toEqual(["right"]);
    const times = (context: EndpointContext) => shut(context).map(({ lastSeen }) => lastSeen);
    expect(judgedAgain(times, seenAgain)).toEqual(["left", "right"]);
  });

  it("judges what asked who answers once somebody begins or ceases to", () => {
    const asks = (context: EndpointContext) => context.answering(door);
    expect(judgedAgain(asks, otherFacts)).toEqual(["right"]);
    // Without readable facts the check does not come to look at the right one.
    expect(judgedAgain(asks, { observations: [rows[0]] })).toEqual(["left"]);
    const unreadable = row("right", { id: "new", digest: "odd", facts: { open: "yes" } });
    expect(judgedAgain(asks, { observations: [rows[0], unreadable] })).toEqual(["left"]);
  });

  it("judges everything after a change of the inventory or of what is recorded", () => {
    const renamed = { ...inventory, enterprise: { ...inventory.enterprise, name: { "zh-CN": "厂", en: "Plant" } } };
    expect(judgedAgain(() => undefined, { inventory: renamed })).toEqual(["left", "right"]);
    expect(judgedAgain(() => undefined, { activities: [] })).toEqual(["left", "right"]);
  });

  it("keeps a verdict that says what it said, with the time at which it was given", () => {
    const input: JudgeInput = { inventory, observations: rows, previous: [], baselines: [], now, checks: [] };
    const again = (given: Partial<JudgeInput>, before: Judged) => runToEnd(judgeInSteps({ ...input, ...given }, before));
    const first = runToEnd(judgeInSteps(input));
    expect(verdictsOf(again({ now: now + minute }, first))).toEqual(verdictsOf(first));
  });
});
