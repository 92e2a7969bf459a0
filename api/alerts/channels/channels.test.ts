import { createHmac } from "node:crypto";
import { createSocket } from "node:dgram";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterEach, describe, expect, it } from "vitest";
import type { AlertMessage } from "./define.ts";
import { cutToBytes } from "./define.ts";
import { sendBy } from "./index.ts";

const message: AlertMessage = {
  id: "alert-1",
  reason: "fired",
  severity: "critical",
  language: "zh-CN",
  title: "严重：一号 PLC 不符合“陌生人不能写入”",
  lines: ["企业：清源水务", "规则：*夜班* [严重]"],
  url: "https://plant.example/findings/f1?a=1&b=2",
  at: "2026-11-25T00:00:00.000Z",
  alert: null,
};

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

interface Received {
  readonly url: URL;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** A receiver on loopback that answers the same to all. */
async function receiver(answer: { status?: number; body: string }): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  const server: Server = createServer(async (request, response) => {
    const body = Buffer.concat(await Array.fromAsync(request)).toString();
    received.push({ url: new URL(request.url ?? "", "http://x"), headers: request.headers, body });
    response.writeHead(answer.status ?? 200, { "content-type": "application/json" }).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stops.push(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/robot?key=k1`, received };
}

describe("a webhook", () => {
  it("gets JSON with a signature over its bytes", async () => {
    const { url, received } = await receiver({ body: "" });
    await sendBy({ kind: "webhook", url, secret: "s3cret" }, message);
    const [one] = received;
    const signature = createHmac("sha256", "s3cret")
      .update(one?.body ?? "")
      .digest("hex");
    expect(one?.headers["x-plantwatch-signature"]).toBe(`sha256=${signature}`);
    expect(JSON.parse(one?.body ?? "")).toMatchObject({ schema: 1, id: "alert-1", severity: "critical", title: message.title });
  });

  it("that refuses or redirects has not taken it", async () => {
    const refusing = await receiver({ status: 500, body: "no" });
    await expect(sendBy({ kind: "webhook", url: refusing.url, secret: "" }, message)).rejects.toThrow("HTTP 500");
    expect(refusing.received[0]?.headers["x-plantwatch-signature"]).toBeUndefined();
  });
});

describe("a robot of a group chat", () => {
  it("of 企业微信 gets Markdown within its limit", async () => {
    const { url, received } = await receiver({ body: '{"errcode":0,"errmsg":"ok"}' });
    await sendBy({ kind: "wecom", url }, { ...message, lines: Array.from({ length: 500 }, () => "很长的一行文字") });
    const { msgtype, markdown } = JSON.parse(received[0]?.body ?? "") as { msgtype: string; markdown: { content: string } };
    expect(msgtype).toBe("markdown");
    expect(Buffer.byteLength(markdown.content)).toBeLessThanOrEqual(4096);
    expect(received[0]?.url.searchParams.get("key")).toBe("k1");
  });

  it("of 钉钉 gets a signed address and text that is no markup", async () => {
    const { url, received } = await receiver({ body: '{"errcode":0,"errmsg":"ok"}' });
    await sendBy({ kind: "dingtalk", url, secret: "SEC1" }, message);
    const query = received[0]?.url.searchParams;
    const timestamp = query?.get("timestamp") ?? "";
    expect(query?.get("sign")).toBe(createHmac("sha256", "SEC1").update(`${timestamp}\nSEC1`).digest("base64"));
    const { markdown } = JSON.parse(received[0]?.body ?? "") as { markdown: { title: string; text: string } };
    expect(markdown.title).toBe(message.title);
    expect(markdown.text).toContain("\\*夜班\\*");
    expect(markdown.text).toContain(`(${message.url})`);
  });

  it("of 飞书 gets a signed post", async () => {
    const { url, received } = await receiver({ body: '{"code":0,"msg":"success"}' });
    await sendBy({ kind: "feishu", url, secret: "fs" }, message);
    const body = JSON.parse(received[0]?.body ?? "") as { timestamp: string; sign: string; msg_type: string; content: unknown };
    expect(body.sign).toBe(createHmac("sha256", `${body.timestamp}\nfs`).update("").digest("base64"));
    expect(body.msg_type).toBe("post");
    expect(JSON.stringify(body.content)).toContain(message.title);
  });

  it.each([
    ["wecom", '{"errcode":93000,"errmsg":"invalid webhook url"}', "93000"],
    ["dingtalk", '{"errcode":310000,"errmsg":"sign not match"}', "310000"],
    ["feishu", '{"code":19021,"msg":"sign match fail"}', "19021"],
    ["wecom", "<html>", "robot"],
  ] as const)("of %s that answers %s has not taken it", async (kind, body, said) => {
    const { url } = await receiver({ body });
    await expect(sendBy({ kind, url, ...(kind === "wecom" ? {} : { secret: "" }) } as never, message)).rejects.toThrow(said);
  });
});

describe("e-mail", () => {
  it("arrives with subject and text as they were, and with the credentials that were given", async () => {
    const mails: string[] = [];
    const seen: string[] = [];
    const server = new SMTPServer({
      authOptional: false,
      allowInsecureAuth: true,
      hideSTARTTLS: true,
      onAuth: ({ username, password }, _, done) => {
        seen.push(`${username}:${password}`);
        done(null, { user: username });
      },
      onData: (stream, _, done) => {
        void Array.fromAsync(stream).then((parts) => {
          mails.push(Buffer.concat(parts).toString());
          done();
        });
      },
    });
    const port = await new Promise<number>((resolve) => {
      const listening = server.listen(0, "127.0.0.1", () => resolve((listening.address() as AddressInfo).port));
    });
    stops.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
    const settings = { kind: "email", host: "127.0.0.1", port, security: "none", user: "pw", secret: "mail-secret" } as const;
    await sendBy({ ...settings, from: "plantwatch@example.org", to: ["a@example.org", "b@example.org"] }, message);
    expect(seen).toEqual(["pw:mail-secret"]);
    expect(mails).toHaveLength(1);
    const mail = mails[0] ?? "";
    expect(mail).toContain("To: a@example.org, b@example.org");
    expect(mail).toMatch(/^Subject: =\?UTF-8\?/m);
    const body = mail.slice(mail.indexOf("\r\n\r\n"));
    const text = /base64/i.test(mail) ? Buffer.from(body, "base64").toString() : decodeQuotedPrintable(body);
    expect(text).toContain("企业：清源水务");
    expect(text).toContain(message.url);
  });

  it("that demands STARTTLS is not sent in the clear", async () => {
    const server = new SMTPServer({ hideSTARTTLS: true, authOptional: true, onData: (_stream, _, done) => done() });
    const port = await new Promise<number>((resolve) => {
      const listening = server.listen(0, "127.0.0.1", () => resolve((listening.address() as AddressInfo).port));
    });
    stops.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
    const settings = { kind: "email", host: "127.0.0.1", port, security: "starttls", user: "", secret: "" } as const;
    await expect(sendBy({ ...settings, from: "a@example.org", to: ["b@example.org"] }, message)).rejects.toThrow();
  });
});

describe("syslog", () => {
  const form =
    /^<130>1 2026-11-25T00:00:00\.000Z \S+ plantwatch \d+ fired \[plantwatch@32473 id="alert-1" reason="fired" severity="critical" url="[^"]+"\] \uFEFF严重：/;

  it("by UDP is one message of RFC 5424", async () => {
    const socket = createSocket("udp4");
    const got = new Promise<string>((resolve) => socket.once("message", (bytes) => resolve(bytes.toString())));
    await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
    stops.push(() => socket.close());
    await sendBy({ kind: "syslog", host: "127.0.0.1", port: socket.address().port, transport: "udp", facility: 16 }, message);
    expect(await got).toMatch(form);
  });

  it("by TCP counts its octets", async () => {
    const got = Promise.withResolvers<string>();
    const server = createTcpServer((socket) => {
      void Array.fromAsync(socket).then((parts) => got.resolve(Buffer.concat(parts).toString()));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    stops.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    await sendBy({ kind: "syslog", host: "127.0.0.1", port, transport: "tcp", facility: 16 }, message);
    const [, count = "", text = ""] = /^(\d+) ([\s\S]*)$/.exec(await got.promise) ?? [];
    expect(Number(count)).toBe(Buffer.byteLength(text));
    expect(text).toMatch(form);
  });

  it("that nobody takes has not been sent", async () => {
    const server = createTcpServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    await expect(sendBy({ kind: "syslog", host: "127.0.0.1", port, transport: "tcp", facility: 16 }, message)).rejects.toThrow();
  });
});

it("a text is cut between characters", () => {
  expect(cutToBytes("短", 10)).toBe("短");
  expect(cutToBytes("一二三四五", 10)).toBe("一二…");
});

function decodeQuotedPrintable(text: string): string {
  const bytes = text
    .replaceAll(/=\r?\n/g, "")
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString();
}
