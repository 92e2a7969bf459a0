import { expect, it } from "vitest";
import { idSchema } from "../../../model/protocols/endpoint-base.ts";
import { nameFields, nameFrom, suggestId } from "./names.ts";

it.each([
  ["East plant", "site", [], "east-plant"],
  ["主厂区", "site", [], "site"],
  ["主厂区", "site", ["site", "site-2"], "site-3"],
  ["  --PLC 7/B--", "asset", [], "plc-7-b"],
])("suggests for %s (%s) beside %j the id %s", (name, fallback, taken, id) => {
  expect(suggestId(name, fallback, taken)).toBe(id);
  expect(idSchema.safeParse(id).success).toBe(true);
});

it("keeps one name for both languages until another is typed", () => {
  expect(nameFrom({ name: " 东区 ", nameEn: "" })).toEqual({ "zh-CN": "东区", en: "东区" });
  expect(nameFields({ "zh-CN": "东区", en: "东区" })).toEqual({ name: "东区", nameEn: "" });
  expect(nameFields(nameFrom({ name: "东区", nameEn: "East" }))).toEqual({ name: "东区", nameEn: "East" });
});
