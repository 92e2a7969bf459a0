import { describe, expect, it } from "vitest";
import { isMarked, jsonLines } from "./json-lines.ts";

const facts = { endpoints: [{ mode: "None", "a/b~c": 1 }, { mode: "Sign" }], empty: [], none: null };

const textOf = (value: unknown) =>
  jsonLines(value)
    .map(({ depth, name, text, comma }) => `${"  ".repeat(depth)}${name}${text}${comma ? "," : ""}`)
    .join("\n");
const marked = (pointer: string) =>
  jsonLines(facts)
    .filter((line) => isMarked(line, pointer))
    .map(({ name, text }) => name + text);

describe("jsonLines", () => {
  it("writes what JSON.stringify writes", () => {
    expect(textOf(facts)).toBe(JSON.stringify(facts, null, 2));
    expect(textOf("text")).toBe('"text"');
  });
});

describe("isMarked", () => {
  it("marks a single value", () => {
    expect(marked("/endpoints/1/mode")).toEqual(['"mode": "Sign"']);
  });

  it("marks an object with all that is in it", () => {
    expect(marked("/endpoints/0")).toEqual(["{", '"mode": "None"', '"a/b~c": 1', "}"]);
  });

  it("knows the escapes of RFC 6901", () => {
    expect(marked("/endpoints/0/a~1b~0c")).toEqual(['"a/b~c": 1']);
  });

  it("marks nothing for the whole document or a field that is not there", () => {
    expect(marked("")).toEqual([]);
    expect(marked("/endpoints/2")).toEqual([]);
  });

  it("does not take a longer index for a shorter one", () => {
    const lines = jsonLines(Array.from({ length: 12 }, (_, index) => index));
    expect(lines.filter((line) => isMarked(line, "/1")).map(({ text }) => text)).toEqual(["1"]);
  });
});
