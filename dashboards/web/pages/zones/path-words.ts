import type { Translate } from "../../words/messages.ts";
import { protocolName } from "../assets/protocol-name.ts";
import type { ZonePath } from "./zone-paths.ts";

/** A path in a few words, its sign first. */
export function pathWords({ kind, protocols, assets, secured }: ZonePath, t: Translate): string {
  const names = protocols.map((protocol) => protocolName(protocol, t)).join(", ");
  const seen = assets.length === 0 ? t("zones.not-seen") : t("zones.seen", { count: assets.length });
  const sign = { used: "✓", declared: "–", undeclared: "✕" }[kind];
  const word = kind === "undeclared" ? t("zones.undeclared") : secured ? t("zones.secured") : t("zones.declared");
  return `${sign} ${word} · ${names} · ${seen}`;
}
