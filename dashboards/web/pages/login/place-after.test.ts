import { expect, it } from "vitest";
import { to } from "../../routes.ts";
import { isWallboard, placeAfter } from "./place-after.ts";

const origin = "https://plantwatch.example";
const after = (address: string) => placeAfter(new URL(address, origin).searchParams, origin);

it("goes back to where the reader came from, the query included", () => {
  expect(after(to.login(undefined, "/wallboard?lang=en&every=5"))).toBe("/wallboard?lang=en&every=5");
  expect(after(to.login(undefined, "/assets?text=a%20b"))).toBe("/assets?text=a%20b");
  expect(["/wallboard", "/wallboard?lang=en", "/wallboards", "/"].map(isWallboard)).toEqual([true, true, false, false]);
});

it.each([
  "https://evil.example/",
  "//evil.example/",
  "/\\evil.example/",
  "javascript:alert(1)",
  "/login?next=/login",
  "/api/v1/session/link?token=x",
  "",
])("goes to the overview instead of %j", (next) => {
  expect(after(to.login(undefined, next))).toBe("/");
  expect(after("/login")).toBe("/");
});
