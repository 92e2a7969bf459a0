import { createHmac } from "node:crypto";
import { z } from "zod";
import { type AlertChannelDriver, type AlertMessage, cutToBytes, escapeMarkdown, postJson } from "./define.ts";

/** WeCom takes 4096 bytes of Markdown, the others some 20 kB. */
const wecomLimit = 4096;
const chatLimit = 15_000;

const tencentAnswer = z.object({ errcode: z.number(), errmsg: z.string().default("") });
const feishuAnswer = z.object({ code: z.number(), msg: z.string().default("") });

/** 企业微信 group robot: `markdown` message; `errcode` 0 says that it was taken. */
export const wecom: AlertChannelDriver<"wecom"> = {
  kind: "wecom",
  async send({ url }, message) {
    const content = cutToBytes(markdown(message), wecomLimit);
    demandTaken(await postJson(url, { msgtype: "markdown", markdown: { content } }));
  },
};

/** 钉钉 custom robot: `markdown` message, signed by `timestamp` and `sign` in the address where there is a secret. */
export const dingtalk: AlertChannelDriver<"dingtalk"> = {
  kind: "dingtalk",
  async send({ url, secret }, message) {
    const target = new URL(url);
    if (secret !== "") {
      const timestamp = String(Date.now());
      target.searchParams.set("timestamp", timestamp);
      target.searchParams.set("sign", createHmac("sha256", secret).update(`${timestamp}\n${secret}`).digest("base64"));
    }
    const text = cutToBytes(markdown(message), chatLimit);
    demandTaken(await postJson(target.href, { msgtype: "markdown", markdown: { title: message.title, text } }));
  },
};

/** 飞书 custom robot: `post` message; the signature is an HMAC of nothing under `timestamp\nsecret`, as its documents say. */
export const feishu: AlertChannelDriver<"feishu"> = {
  kind: "feishu",
  async send({ url, secret }, message) {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const sign = createHmac("sha256", `${timestamp}\n${secret}`).update("").digest("base64");
    const answer = feishuAnswer.safeParse(
      parse(await postJson(url, { ...(secret === "" ? {} : { timestamp, sign }), ...post(message) })),
    );
    if (!answer.success) throw new Error("the answer is not a Feishu robot's");
    if (answer.data.code !== 0) throw new Error(`code ${answer.data.code}: ${answer.data.msg}`);
  },
};

function markdown({ title, lines, url, language }: AlertMessage): string {
  const link = `[${language === "zh-CN" ? "在 Plantwatch 中查看" : "Open in Plantwatch"}](${url})`;
  return [`**${escapeMarkdown(title)}**`, ...lines.map((line) => `> ${escapeMarkdown(line)}`), link].join("\n\n");
}

function post({ title, lines, url, language }: AlertMessage) {
  const link = { tag: "a", text: language === "zh-CN" ? "在 Plantwatch 中查看" : "Open in Plantwatch", href: url };
  const content = [...lines.map((text) => [{ tag: "text", text }]), [link]];
  return { msg_type: "post", content: { post: { [language === "zh-CN" ? "zh_cn" : "en_us"]: { title, content } } } };
}

function demandTaken(text: string): void {
  const answer = tencentAnswer.safeParse(parse(text));
  if (!answer.success) throw new Error("the answer is not a robot's");
  if (answer.data.errcode !== 0) throw new Error(`errcode ${answer.data.errcode}: ${answer.data.errmsg}`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
