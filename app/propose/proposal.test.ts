import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { idFrom } from "../../model/discovery/suggestion.ts";
import { idSchema } from "../../model/protocols/endpoint-base.ts";
import { proposalYaml } from "./proposal.ts";

describe("proposalYaml", () => {
  it("lets no text of a device leave its place, whatever it holds", () => {
    const hostile = [
      'a\nassets: "x"',
      "b\r- id: evil",
      "c # d",
      "---",
      "\u0085e: f",
      "- [",
      "{{",
      "\u2028g",
      "'\"",
      "*h",
      "&i",
      "!!j",
    ];
    for (const text of hostile) {
      const asset = { fields: { id: "plc", name: text }, endpoint: { id: "mb", url: text }, signals: [], comment: text };
      const signals = [{ fields: { id: text }, comment: text }];
      const yaml = proposalYaml([text], [{ ...asset, signals, endpointComment: text }], [text]);
      expect(parse(yaml)).toEqual({
        assets: [{ id: "plc", name: text, endpoints: [{ id: "mb", url: text, signals: [{ id: text }] }] }],
      });
    }
  });

  it("is an empty list where there is nothing to propose", () => {
    expect(parse(proposalYaml(["nothing"], []))).toEqual({ assets: [] });
  });
});

describe("idFrom", () => {
  it.each([["HL-1200", "127.0.0.1"], ["水泵", "10.0.0.1"], ["--"], ["a".repeat(80), "b"], ["Ω", ""]])(
    "makes an id of %j",
    (...parts) => {
      expect(idSchema.safeParse(idFrom(...parts)).success).toBe(true);
    },
  );
});
