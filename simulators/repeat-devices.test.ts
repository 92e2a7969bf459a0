import { describe, expect, it } from "vitest";
import { scenarioSchema } from "../model/truth/scenario.ts";
import { copyIds, repeatDevices } from "./repeat-devices.ts";

const asset = {
  id: "meter",
  name: "Meter",
  site: "s",
  role: "field-device",
  endpoints: [{ id: "mb", protocol: "modbus", url: "modbus://10.0.0.253:502/1", address: "10.0.0.253" }],
};

function scenario(template: object, assets: object[] = []) {
  return scenarioSchema.parse({
    id: "x",
    title: "X",
    plants: [
      {
        inventory: {
          enterprise: { id: "e", name: "E", types: ["N"], grade: 1 },
          sites: [{ id: "s", name: "S", collectors: [{ id: "c1" }] }],
          assets,
        },
        repeated: { meter: { profile: "modbus/power-meter", assets: [asset], ...template } },
      },
    ],
  });
}

const [plantOf, weaknessesOf] = [
  (template: object, seed = 1) => repeatDevices(scenario(template), seed).plants[0],
  (template: object, seed = 1) =>
    Object.values(plantOf(template, seed)?.devices ?? {}).map(({ weaknesses }) => weaknesses.join(" ")),
];

describe("repeatDevices", () => {
  it("writes out so many copies, each with ids and addresses of its own", () => {
    const plant = plantOf({ count: 3 });
    expect(plant?.inventory.assets.map(({ id, name, endpoints: [only] }) => [id, name.en, only?.url, only?.address])).toEqual([
      ["meter-1", "Meter 1", "modbus://10.0.0.253:502/1", "10.0.0.253"],
      ["meter-2", "Meter 2", "modbus://10.0.0.254:502/1", "10.0.0.254"],
      ["meter-3", "Meter 3", "modbus://10.0.1.1:502/1", "10.0.1.1"],
    ]);
    expect(Object.entries(plant?.devices ?? {}).map(([id, { serves }]) => [id, serves])).toEqual(
      [1, 2, 3].map((copy) => [`meter-${copy}`, [[`meter-${copy}`, "mb"]]]),
    );
  });

  it("gives each copy one weakness alone, and names it after that", () => {
    const template = { eachAlone: ["slow", "silent"], weaknesses: ["cleartext"] };
    expect(weaknessesOf(template)).toEqual(["cleartext slow", "cleartext silent"]);
    expect(copyIds(scenario(template).plants[0]?.repeated ?? {})).toEqual(["meter-slow", "meter-silent"]);
  });

  it("draws weaknesses by the seed", () => {
    const template = { count: 60, drawn: ["slow", "identity-differs"] };
    const drawn = weaknessesOf(template, 1);
    expect(drawn).toEqual(weaknessesOf(template, 1));
    expect(drawn).not.toEqual(weaknessesOf(template, 2));
    expect(drawn).toEqual(expect.arrayContaining(["", "slow", "identity-differs", "slow identity-differs"]));
  });

  it("refuses an asset that is there twice, and a template that says neither how many nor which", () => {
    const named = { ...asset, id: "meter-1" };
    expect(() => repeatDevices(scenario({ count: 1 }, [named]), 1)).toThrow("meter-1");
    expect(() => scenario({})).toThrow("either count or eachAlone");
  });
});
