import { describe, expect, it } from "vitest";
import { type OpcuaEndpoint, opcuaEndpointSchema } from "../../model/protocols/opcua/endpoint.ts";
import { truthOf } from "./truth.ts";
import { type WeaknessName, weaknessNames } from "./weakness.ts";
import { withIncluded } from "./weakness-sets.ts";
import { weaknesses } from "./weaknesses.ts";

const trusted = {
  trustedAt: "2026-01-01T00:00:00Z",
  pinnedCertificateSha256: "0".repeat(64),
  credentials: { user: "u", passwordEnv: "P" },
};

function endpoint(changes: object = {}): OpcuaEndpoint {
  return opcuaEndpointSchema.parse({ id: "ua", protocol: "opcua", url: "opc.tcp://10.0.0.1:4840", ...changes });
}

function truth(names: readonly string[], at = endpoint()): Record<string, string> {
  return Object.fromEntries(truthOf(withIncluded(names), at).map(({ check, status }) => [check, status]));
}

describe("truth about OPC UA servers", () => {
  it("finds no fault in a server that is kept well, trusted or not", () => {
    expect(Object.values(truth([], endpoint(trusted)))).not.toContain("fail");
    expect(Object.values(truth([]))).not.toContain("fail");
  });

  it("says unknown where nothing lets the monitor in", () => {
    expect(truth([])).toMatchObject({ "opcua.audit-off": "unknown", "opcua.nonce-weak": "unknown", "opcua.mode-none": "pass" });
    expect(truth([], endpoint(trusted))).toMatchObject({ "opcua.audit-off": "pass", "opcua.trusts-any-client": "unknown" });
  });

  it("asks nothing of passwords and clients where no endpoint takes them", () => {
    expect(truth(["only-none", "trusts-any-client"])).toMatchObject({
      "opcua.password-plaintext": "not-applicable",
      "opcua.trusts-any-client": "not-applicable",
    });
  });

  it("sends no password where nothing encrypts it, so that what needs a session stays unknown", () => {
    const seen = truth(["sign-only", "endpoints-differ"], endpoint(trusted));
    expect(seen).toMatchObject({ "opcua.audit-off": "unknown", "opcua.endpoints-differ": "fail" });
  });

  it("counts one fault once", () => {
    expect(truth(["only-none", "anonymous-read"])).toMatchObject({
      "opcua.only-insecure": "fail",
      "opcua.mode-none": "not-applicable",
      "opcua.sign-only": "not-applicable",
      "opcua.anonymous-read": "fail",
      "opcua.anonymous-session": "not-applicable",
    });
    expect(truth(["password-plaintext"])).toMatchObject({
      "opcua.password-plaintext": "fail",
      "opcua.password-on-none": "not-applicable",
    });
  });

  it.each(weaknessNames.filter((name) => weaknesses[name].fails.length > 0))(
    "%s fails at least one check where the monitor can see it, and says why",
    (name: WeaknessName) => {
      // Over None without identity everything can be seen that a stranger sees; the rest needs the trusted user.
      const open: readonly string[] = [name, "none-offered", "anonymous-session", "trusts-any-client"];
      const tried = { factoryAccount: { user: "admin", passwordEnv: "F" }, onRequest: ["opcua.default-credentials"] };
      const at = endpoint({ ...trusted, ...tried, trustedAt: undefined, authority: "plant" });
      const lines = truthOf(withIncluded(open), at, [{ from: "00:00", to: "24:00" }]);
      const caused = lines.filter(({ weakness }) => weakness === name);
      const masked = lines.filter(({ status, check }) => status === "not-applicable" && weaknesses[name].fails.includes(check));
      expect(caused.map(({ status }) => status).concat(masked.map(() => "fail"))).toContain("fail");
    },
  );

  it("judges chains only where the plant has an authority", () => {
    const chains = (names: string[], at: OpcuaEndpoint) =>
      ["chain", "self-signed"].map((check) => truth(names, at)[`opcua.certificate-${check}`]);
    expect(chains([], endpoint())).toEqual(["not-applicable", "not-applicable"]);
    expect(chains(["certificate-issuer-expired"], endpoint())).toEqual(["not-applicable", "not-applicable"]);
    expect(chains([], endpoint({ authority: "plant" }))).toEqual(["pass", "pass"]);
    expect(chains(["certificate-issuer-expired"], endpoint({ authority: "plant" }))).toEqual(["fail", "pass"]);
    expect(chains(["certificate-self-signed"], endpoint({ authority: "plant" }))).toEqual([undefined, "fail"]);
  });

  it("lets the maker's account and a stranger's certificate be tried on request alone, in maintenance", () => {
    const factoryAccount = { user: "admin", passwordEnv: "F" };
    const named = { ...trusted, factoryAccount, onRequest: ["opcua.default-credentials", "opcua.stranger"] };
    const hours = (from: string, to: string) => [{ from, to }];
    const seen = (names: readonly WeaknessName[], at: object, windows: { from: string; to: string }[]) => {
      const lines = new Map(truthOf(withIncluded(names), endpoint(at), windows).map(({ check, status }) => [check, status]));
      return [lines.get("opcua.default-credentials"), lines.get("opcua.trusts-any-client")];
    };
    const weak = ["default-credentials", "trusts-any-client"] as const;
    expect(seen(weak, named, hours("00:00", "24:00"))).toEqual(["fail", "fail"]);
    expect(seen([], named, hours("00:00", "24:00"))).toEqual(["pass", "pass"]);
    expect(seen(weak, named, hours("02:00", "04:00"))).toEqual([undefined, undefined]);
    expect(seen(weak, named, [])).toEqual(["unknown", "unknown"]);
    expect(seen(weak, { ...named, factoryAccount: undefined }, hours("00:00", "24:00"))[0]).toBe("unknown");
    expect(seen([...weak, "sign-only"], named, hours("00:00", "24:00"))[0]).toBe("unknown");
    expect(seen(weak, { ...trusted, factoryAccount }, hours("00:00", "24:00"))).toEqual(["not-applicable", "unknown"]);
  });

  it("claims nothing of a session that ends on its own, and nothing of what a sample of a vast tree leaves out", () => {
    const inside = ["none-offered", "anonymous-session"];
    expect(truth([...inside, "references-loop"])).toEqual(truth(inside));
    expect(truth([...inside, "nodes-100000"])).toMatchObject({ "opcua.anonymous-write": "unknown", "opcua.audit-off": "pass" });
    const cut = truth([...inside, "sessions-cut", "audit-off"]);
    expect(cut).toMatchObject({ "opcua.mode-none": "fail" });
    expect(Object.keys(cut)).not.toEqual(expect.arrayContaining(["opcua.audit-off"]));
  });

  it("pulls in what a weakness cannot exist without", () => {
    expect(withIncluded(["anonymous-write"])).toEqual(["anonymous-session", "anonymous-read", "anonymous-write"]);
    expect(() => withIncluded(["rust"])).toThrow(expect.objectContaining({ code: "unknown-weakness" }));
  });
});
