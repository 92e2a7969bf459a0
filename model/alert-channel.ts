import { z } from "zod";

const https = z.url({ protocol: /^https?$/, error: "expected an address such as https://example.org/hook" });
const host = z.string().trim().min(1).max(253);
const secret = z.string().max(500);

/** Where alerts go, by kind; `secret` members are never answered again. */
export const alertChannelSettingsSchema = z.discriminatedUnion("kind", [
  /** JSON by POST, signed with HMAC-SHA-256 where there is a secret. */
  z.strictObject({ kind: z.literal("webhook"), url: https, secret: secret.default("") }),
  z.strictObject({
    kind: z.literal("email"),
    host,
    port: z.int().min(1).max(65_535),
    security: z.enum(["tls", "starttls", "none"]),
    user: z.string().max(200).default(""),
    secret: secret.default(""),
    from: z.email(),
    to: z.array(z.email()).min(1).max(50),
  }),
  /** RFC 5424 over UDP (RFC 5426), TCP (RFC 6587, octet counting) or TLS (RFC 5425). */
  z.strictObject({
    kind: z.literal("syslog"),
    host,
    port: z.int().min(1).max(65_535),
    transport: z.enum(["udp", "tcp", "tls"]),
    /** local0 to local7 are 16 to 23; 13 is log audit. */
    facility: z.int().min(0).max(23).default(16),
  }),
  /** Robots of group chats; the address holds their key. */
  z.strictObject({ kind: z.literal("wecom"), url: https }),
  z.strictObject({ kind: z.literal("dingtalk"), url: https, secret: secret.default("") }),
  z.strictObject({ kind: z.literal("feishu"), url: https, secret: secret.default("") }),
]);
export type AlertChannelSettings = z.infer<typeof alertChannelSettingsSchema>;
export type AlertChannelKind = AlertChannelSettings["kind"];
export const alertChannelKinds = [
  "webhook",
  "email",
  "syslog",
  "wecom",
  "dingtalk",
  "feishu",
] as const satisfies readonly AlertChannelKind[];

export const alertChannelSchema = z.strictObject({
  id: z.string(),
  name: z.string().trim().min(1).max(100),
  language: z.enum(["zh-CN", "en"]),
  settings: alertChannelSettingsSchema,
  version: z.int(),
});
export type AlertChannel = z.infer<typeof alertChannelSchema>;
