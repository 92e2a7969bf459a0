import { expect, it } from "vitest";
import { toIcalendar } from "./icalendar.ts";

const now = Date.parse("2026-11-24T08:00:00Z");
const event = {
  uid: "duty.1@plantwatch",
  at: new Date(2027, 1, 28, 12).getTime(),
  summary: "符合性评测, 二级; 到期",
  description: `依据：工信部网安〔2024〕68号\n${"说明很长".repeat(30)}`,
  category: "duty",
};
const text = toIcalendar({ name: "清源水务", description: "4 h", now, events: [event] });

it("ends every line as the standard says, and keeps each within 75 octets, no character cut", () => {
  const lines = text.split("\r\n");
  expect(lines.at(-1)).toBe("");
  expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(text).not.toContain("\uFFFD");
  expect(text.replaceAll("\r\n ", "")).toContain("说明很长".repeat(30));
});

it("escapes what separates", () => {
  const unfolded = text.replaceAll("\r\n ", "");
  expect(unfolded).toContain("SUMMARY:符合性评测\\, 二级\\; 到期\r\n");
  expect(unfolded).toContain("DESCRIPTION:依据：工信部网安〔2024〕68号\\n说明很长");
});

it("names whole days, over the end of a month", () => {
  expect(text).toContain("DTSTART;VALUE=DATE:20270228\r\nDTEND;VALUE=DATE:20270301\r\n");
  expect(text).toContain("DTSTAMP:20261124T080000Z\r\n");
});
