import { describe, expect, it } from "vitest";
import { paths } from "../../api/contract/paths.ts";
import { fill, search } from "./data/fill-path.ts";
import { type Page, pageAt, to } from "./routes.ts";

describe("routes", () => {
  it.each<[string, Page]>([
    [to.overview(), { name: "overview" }],
    [to.enterprise("water"), { name: "enterprise", id: "water" }],
    [to.explanation("water"), { name: "explanation", id: "water" }],
    [to.assets(), { name: "assets" }],
    [to.asset("water.plc-1"), { name: "asset", id: "water.plc-1" }],
    [to.editAsset("water.plc-1"), { name: "edit-asset", id: "water.plc-1" }],
    [to.newAsset("water").replace(/\?.*/, ""), { name: "new-asset" }],
    [to.inventory("water"), { name: "inventory", id: "water" }],
    [to.start({ step: "site" }).replace(/\?.*/, ""), { name: "start" }],
    [to.findings(), { name: "findings" }],
    [to.finding("a/b"), { name: "finding", id: "a/b" }],
    [to.observation("o1"), { name: "observation", id: "o1" }],
    [to.zones(), { name: "zones" }],
    [to.timeline(), { name: "timeline" }],
    [to.collectors(), { name: "collectors" }],
    [to.discovery(), { name: "discovery" }],
    [to.proposal("p/1"), { name: "proposal", id: "p/1" }],
    [to.addresses({ enterprise: "water" }).replace(/\?.*/, ""), { name: "addresses" }],
    [to.compliance({ enterprise: "water" }).replace(/\?.*/, ""), { name: "compliance" }],
    [to.objective("water", "miit.1.1.a"), { name: "objective", enterpriseId: "water", objectiveId: "miit.1.1.a" }],
    [to.attestation("a1"), { name: "attestation", id: "a1" }],
    ["/objectives/water", { name: "not-found" }],
    [to.login(), { name: "login" }],
    ["/enterprises/water/other", { name: "not-found" }],
    ["/toString", { name: "not-found" }],
    ["/assets/%E0%A4%A", { name: "asset", id: "%E0%A4%A" }],
  ])("%s leads to its page", (path, page) => {
    expect(pageAt(path)).toEqual(page);
  });

  it("carry a pointer with its slashes through the query", () => {
    const url = new URL(to.observation("o1", "/endpoints/0/a~1b"), "http://plant");
    expect(url.searchParams.get("pointer")).toBe("/endpoints/0/a~1b");
  });
});

describe("paths of the interface", () => {
  it("are filled in and escaped", () => {
    expect(fill(paths.score, { enterprise: "a b", catalog: "miit" })).toBe("/enterprises/a%20b/scores/miit");
  });

  it("leave out what is not asked for", () => {
    expect(search({ enterprise: undefined, limit: "5" })).toBe("?limit=5");
    expect(search({ enterprise: undefined })).toBe("");
  });
});
