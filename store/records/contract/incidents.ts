import { describe, expect, test } from "vitest";
import { type Incident, incidentDeadline } from "../../../model/incident.ts";
import { hour } from "../../../model/instant.ts";
import type { RecordStore } from "../port.ts";

function incident(change: Partial<Incident> = {}): Incident {
  const texts = { title: "title", summary: "", impact: "", cause: "", measures: "", next: "", contact: "" };
  return {
    ...texts,
    id: "one",
    enterpriseId: "water",
    discoveredAt: 1000,
    handledAt: null,
    grade: null,
    findingIds: ["f-1"],
    told: [],
    createdBy: "li",
    by: "li",
    at: 1,
    version: 1,
    ...change,
  };
}

export function incidentContract(store: () => RecordStore): void {
  describe("incidents", () => {
    test("are kept, edited by version and listed with the newest first", async () => {
      const [one, later] = [incident(), incident({ id: "two", discoveredAt: 2000 })];
      for (const each of [one, later, incident({ id: "other", enterpriseId: "pharma" })]) await store().incidents.save(each);
      const edited = { ...one, summary: "what happened", told: [{ clockId: "c", at: 5 }], version: 2 };
      await store().incidents.save(edited);
      expect(await store().incidents.get("one")).toEqual(edited);
      expect(await store().incidents.list("water")).toEqual([later, edited]);
      for (const stale of [one, edited])
        await expect(store().incidents.save(stale)).rejects.toMatchObject({ code: "stale-edit" });
      expect(await store().incidents.get("nothing")).toBeUndefined();
    });

    test("have their deadlines from their discovery, and that of the summary from their end", () => {
      const running = incident();
      expect(incidentDeadline(running, { withinHours: 4, from: "discovery" })).toBe(1000 + 4 * hour);
      expect(incidentDeadline(running, { withinHours: null, from: "discovery" })).toBe(1000);
      expect(incidentDeadline(running, { withinHours: 720, from: "handled" })).toBeNull();
      expect(incidentDeadline({ ...running, handledAt: 2000 }, { withinHours: 720, from: "handled" })).toBe(2000 + 720 * hour);
    });
  });
}
