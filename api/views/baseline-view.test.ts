import { describe, expect, it } from "vitest";
import { hour } from "../../model/instant.ts";
import type { StoredObservation } from "../../model/observation.ts";
import type { BaselineRecord } from "../../store/records/evidence-port.ts";
import { baselineView } from "./baseline-view.ts";

/** A look at the registers that lasted from `from` to `to`, hours. */
function row(id: string, from: number, to: number, registers: Record<string, number[]>): StoredObservation {
  return {
    id,
    enterpriseId: "plant",
    assetId: "plc",
    endpointId: "bus",
    probe: "modbus.baseline",
    at: from * hour,
    lastSeen: to * hour,
    validForSeconds: 7200,
    outcome: "answered",
    facts: { registers, exceptions: [] },
    digest: id,
    timesSeen: 1,
  };
}

const first = row("first", 1, 5, { mode: [0], limit: [80] });
const second = row("second", 6, 7, { mode: [3], limit: [80] });
const third = row("third", 8, 9, { mode: [3], limit: [95] });
const record: BaselineRecord = {
  enterpriseId: "plant",
  assetId: "plc",
  endpointId: "bus",
  probe: "modbus.baseline",
  observationId: "first",
  acceptedBy: "lin",
  reason: "commissioned",
  at: 2 * hour,
};
const place = { endpointId: "bus", probe: "modbus.baseline" };
const time = (hours: number) => new Date(hours * hour).toISOString();

describe("what was found beside the baseline", () => {
  it("tells each value's own window of change, old and new value and who accepted", () => {
    const view = baselineView({ ...place, rows: [third, second, first], record, accepted: first });
    expect(view?.accepted).toMatchObject({ by: "lin", reason: "commissioned" });
    expect(view?.found.observationId).toBe("third");
    expect(view?.fields).toEqual([
      { name: "mode", accepted: "0", found: "3", differs: true, changed: { after: time(5), before: time(6) } },
      { name: "limit", accepted: "80", found: "95", differs: true, changed: { after: time(7), before: time(8) } },
    ]);
  });

  it("calls nothing a difference before anything was accepted", () => {
    const view = baselineView({ ...place, rows: [first], record: undefined, accepted: undefined });
    expect(view?.accepted).toBeNull();
    expect(view?.fields).toContainEqual({ name: "limit", accepted: null, found: "80", differs: false, changed: null });
  });

  it("leaves the start of the window open where the value before is no longer kept", () => {
    const view = baselineView({ ...place, rows: [third], record, accepted: first });
    expect(view?.fields[0]?.changed).toEqual({ after: null, before: time(8) });
  });

  it("names a value that was not found this time", () => {
    const view = baselineView({ ...place, rows: [row("bare", 8, 9, { mode: [0] }), first], record, accepted: first });
    expect(view?.fields).toContainEqual({
      name: "limit",
      accepted: "80",
      found: null,
      differs: true,
      changed: { after: time(5), before: time(8) },
    });
  });

  it("passes over looks that did not end in facts", () => {
    const { facts: _, ...silent } = third;
    const view = baselineView({
      ...place,
      rows: [{ ...silent, outcome: "unreachable" }, second, first],
      record,
      accepted: first,
    });
    expect(view?.found.observationId).toBe("second");
  });
});
