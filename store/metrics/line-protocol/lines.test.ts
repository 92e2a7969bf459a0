import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeTag, encodeTag, toLine } from "./lines.ts";

const awkward = fc.string({
  unit: fc.constantFrom("a", "泵", " ", ",", "=", '"', "\\", "\n", "\r", "\t", "␛", "n", "b"),
  minLength: 1,
});

test("a tag comes back as it was, and nothing in it ends the line or the tag", () => {
  fc.assert(
    fc.property(awkward, (value) => {
      const encoded = encodeTag(value);
      expect(decodeTag(encoded)).toBe(value);
      expect(encoded).not.toMatch(/[\n\r]|\\[\\,= ]|\\$/);
    }),
  );
});

test("two names never become one", () => {
  fc.assert(
    fc.property(awkward, awkward, (one, other) => {
      expect(encodeTag(one) === encodeTag(other)).toBe(one === other);
    }),
  );
});

test("usual names stay as they are", () => {
  for (const name of ["plc-1", "DOMAIN\\user", "反应釜 1 号", "50 % open"]) expect(encodeTag(name)).toBe(name);
});

test("a line has sorted tags, and each field in the model's type", () => {
  const line = toLine({
    measurement: "poll",
    tags: { site: "north works", asset: "a,b" },
    fields: { up: 1, latency_ms: 2, error: 'said "no" \\' },
    at: 1_700_000_000_123,
  });
  expect(line).toBe('poll,asset=a\\,b,site=north\\ works up=1i,latency_ms=2,error="said \\"no\\" \\\\" 1700000000123');
});
