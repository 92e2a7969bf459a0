import { describe, expect, test } from "vitest";
import { builtinCatalogs } from "../index.ts";
import { judgesOf, loadBuiltin, objectivesOf } from "../testing/load-builtin.ts";

/** The official titles of the seven tasks and seventeen controls, with the numbers of the official text. */
const officialTitles = {
  推动工业互联网安全责任落实: { 1: "依法落实企业主体责任", 2: "政府履行监督管理责任" },
  构建工业互联网安全管理体系: { 3: "健全安全管理制度", 4: "建立分类分级管理机制", 5: "建立工业互联网安全标准体系" },
  提升企业工业互联网安全防护水平: {
    6: "夯实设备和控制安全",
    7: "提升网络设施安全",
    8: "强化平台和工业应用程序（APP）安全",
  },
  强化工业互联网数据安全保护能力: { 9: "强化企业数据安全防护能力", 10: "建立工业互联网全产业链数据安全管理体系" },
  建设国家工业互联网安全技术手段: {
    11: "建设国家、省、企业三级协同的工业互联网安全技术保障平台",
    12: "建立工业互联网安全基础资源库",
    13: "建设工业互联网安全测试验证环境",
  },
  加强工业互联网安全公共服务能力: { 14: "开展工业互联网安全评估认证", 15: "提升工业互联网安全服务水平" },
  推动工业互联网安全科技创新与产业发展: { 16: "支持工业互联网安全科技创新", 17: "促进工业互联网安全产业发展" },
};

const catalog = await loadBuiltin(builtinCatalogs.miit);
const controls = catalog.tasks.flatMap((task) => task.controls);

const primary = (subject: string, ...checks: string[]) => checks.map((check) => `primary ${subject}.${check}`);
const secondary = (subject: string, ...checks: string[]) => checks.map((check) => `secondary ${subject}.${check}`);
const certificate = (...checks: string[]) => primary("opcua", ...checks.map((check) => `certificate-${check}`));
/** Which checks judge which objective; all others are examined by people. */
const expectedJudges: Record<string, string[]> = {
  "miit.1.1.f": primary("inventory", "owner"),
  "miit.1.2.c": primary("process", "overdue-findings"),
  "miit.2.1.e": primary("process", "drill"),
  "miit.2.2.d": primary("inventory", "criticality"),
  "miit.2.2.e": primary("inventory", "zone"),
  "miit.3.1.a": [
    ...primary("opcua", "only-insecure", "mode-none", "policy-deprecated"),
    ...primary("opcua", "token-policy-deprecated", "endpoints-differ", "nonce-weak"),
  ],
  "miit.3.1.b": [
    ...primary("opcua", "trusts-any-client"),
    ...certificate("expired", "expiring", "key-weak", "hash-weak", "chain"),
    ...certificate("self-signed", "usage", "uri-mismatch", "host-mismatch", "shared"),
  ],
  "miit.3.1.c": [
    ...primary("opcua", "anonymous-session", "password-plaintext", "password-on-none", "anonymous-write"),
    ...primary("opcua", "anonymous-call", "server-config-exposed", "default-credentials", "roles-absent"),
  ],
  "miit.3.1.d": primary("modbus", "cleartext", "tls-weak", "tls-no-client-auth", "any-client", "any-unit"),
  "miit.3.1.e": [
    ...primary("opcua", "certificate-changed", "not-running", "restarted"),
    ...primary("modbus", "baseline-drift", "identity-changed", "restarted", "run-state", "unresponsive", "protocol-violation"),
    "primary advisory.known-vulnerability field-device",
  ],
  "miit.3.2.a": primary("net", "public-address"),
  "miit.3.2.b": primary("net", "zone-crossing"),
  "miit.3.2.c": ["primary opcua.endpoint-undeclared", "primary net.undeclared-device"],
  "miit.3.3.e": ["primary advisory.known-vulnerability server gateway"],
  "miit.3.3.f": primary("opcua", "demo-server"),
  "miit.4.1.b": [
    ...primary("opcua", "sign-only"),
    ...secondary("opcua", "only-insecure", "mode-none", "policy-deprecated"),
    ...secondary("modbus", "cleartext", "tls-weak"),
  ],
  "miit.4.1.c": primary("opcua", "anonymous-read", "session-diagnostics-open"),
  "miit.4.1.d": ["secondary opcua.certificate-changed", "secondary modbus.baseline-drift"],
  "miit.5.1.a": primary("monitor", "covered"),
  "miit.5.1.b": primary("monitor", "fresh"),
  "miit.5.1.c": primary("authority", "submission-age"),
  "miit.5.1.d": [
    ...primary("opcua", "audit-off", "clock-skew", "rejected-sessions", "sessions-exhausted"),
    ...primary("modbus", "exceptions-rising"),
  ],
  "miit.5.2.a": ["primary inventory.identity", "secondary modbus.identity-changed"],
  "miit.5.2.b": primary("advisory", "age"),
  "miit.5.3.a": primary("process", "simulation"),
};

describe("the catalogue of the Guiding Opinions", () => {
  test("bears the official titles and numbers to the letter", () => {
    const titles = Object.fromEntries(
      catalog.tasks.map((task) => [
        task.title["zh-CN"],
        Object.fromEntries(task.controls.map((control) => [control.officialNo, control.title["zh-CN"]])),
      ]),
    );
    expect(titles).toEqual(officialTitles);
    expect(catalog.title["zh-CN"]).toBe("加强工业互联网安全工作的指导意见");
    expect(catalog.documentNo).toBe("工信部联网安〔2019〕168号");
  });

  test("has as many objectives under each control as the regulation page lists", () => {
    const counts = Object.fromEntries(controls.map((control) => [control.id.slice("miit.".length), control.objectives.length]));
    expect(counts).toEqual({
      ...{ "1.1": 6, "1.2": 4, "2.1": 5, "2.2": 5, "2.3": 4, "3.1": 6, "3.2": 6, "3.3": 6, "4.1": 6, "4.2": 5 },
      ...{ "5.1": 5, "5.2": 4, "5.3": 3, "6.1": 4, "6.2": 3, "7.1": 3, "7.2": 3 },
    });
  });

  test("is judged by the checks that the map names, primary and secondary", () => {
    expect(judgesOf(catalog)).toEqual(expectedJudges);
    const tested = objectivesOf(catalog).filter(({ method }) => method !== "EXAMINE");
    expect(tested.map(({ id }) => id)).toEqual(Object.keys(expectedJudges));
  });

  test("applies by type and grade", () => {
    const { applicability } = catalog.profile;
    expect(applicability["miit.3.2.f"]).toMatchObject({ types: ["R"], grades: [1, 2, 3] });
    expect(applicability["miit.3.3.b"]).toMatchObject({ types: ["P"], grades: [2, 3] });
    expect(applicability["miit.4.1.f"]).toMatchObject({ types: ["N", "P", "R"], grades: [3] });
    expect(applicability["miit.3.1.a"]).toBeUndefined();
  });
});
