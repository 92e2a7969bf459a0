import type { AlertChannelSettings } from "../../../model/alert-channel.ts";
import type { AlertMessage } from "./define.ts";
import { email } from "./email.ts";
import { dingtalk, feishu, wecom } from "./robots.ts";
import { syslog } from "./syslog.ts";
import { webhook } from "./webhook.ts";

/** Sends a message by the channel's kind; throws where the other side did not take it. A new kind is its file and its line here. */
export async function sendBy(settings: AlertChannelSettings, message: AlertMessage): Promise<void> {
  switch (settings.kind) {
    case "webhook":
      return webhook.send(settings, message);
    case "email":
      return email.send(settings, message);
    case "syslog":
      return syslog.send(settings, message);
    case "wecom":
      return wecom.send(settings, message);
    case "dingtalk":
      return dingtalk.send(settings, message);
    case "feishu":
      return feishu.send(settings, message);
  }
}
