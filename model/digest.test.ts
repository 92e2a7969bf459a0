import { describe, expect, test } from "vitest";
import { canonicalJson, observationDigest } from "./digest.ts";

const salt = "00ff".repeat(8);

describe("observationDigest", () => {
  // Reckoned apart with Python's hashlib over the hand-written canonical text
  // {"facts":{"a":{"a":true,"b":null},"n":[1,2.5,1e+21],"url":"opc.tcp://10.0.0.1:4840","名":"泵"},"outcome":"answered"}
  test("is SHA-256 over salt and canonical JSON", () => {
    const facts = { url: "opc.tcp://10.0.0.1:4840", 名: "泵", n: [1, 2.5, 1e21], a: { b: null, a: true } };
    expect(observationDigest(salt, "answered", facts)).toBe("065fa97e4d0527e58e2a6fdad16dd1b516097d3af856ca933c31d8a10f48b1e0");
  });

  test("leaves facts out where there are none", () => {
    expect(observationDigest(salt, "unreachable", undefined)).toBe(
      "9e40daaae1d09163010f9df0ebe7734166c84bf8187abd777ef834b3753ef762",
    );
  });

  test("does not depend on the order of keys, but on salt, outcome and every value", () => {
    const digests = [
      observationDigest(salt, "answered", { a: 1, b: 2 }),
      observationDigest(salt, "answered", { a: 1, b: 3 }),
      observationDigest(salt, "refused", { a: 1, b: 2 }),
      observationDigest("11", "answered", { a: 1, b: 2 }),
    ];
    expect(new Set(digests).size).toBe(4);
    expect(observationDigest(salt, "answered", { b: 2, a: 1 })).toBe(digests[0]);
  });
});

test("canonicalJson refuses what JSON cannot express", () => {
  expect(() => canonicalJson(undefined)).toThrow(TypeError);
});
