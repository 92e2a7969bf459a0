import { expect, it } from "vitest";
import { openTestCentre } from "../testing/open-centre.ts";
import { personFor } from "../testing/people.ts";

it("takes a document without a date as today's, however the clock goes on while it is stored", async () => {
  let now = Date.now();
  const clock = {
    now: () => {
      now += 1;
      return now;
    },
  };
  const test = await openTestCentre({ clock });
  const li = await personFor(test, "li", { role: "assessor", enterpriseId: "waterworks" });
  const about = { kind: "objective", objectiveId: "miit.1.1.a", claim: "satisfied" };
  const response = await li.ask("/api/v1/enterprises/waterworks/attestations", { method: "POST", body: { about } });
  expect(response.status, await response.text()).toBe(201);
  await test.close();
});
