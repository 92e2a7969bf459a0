import type { AlertChannelSettings } from "../../model/alert-channel.ts";
import { hiddenPath } from "../views/alert-view.ts";

/** Settings as a person wrote them, with the secrets that the page never got filled in from those that are kept. */
export function keepSecrets(wanted: AlertChannelSettings, kept: AlertChannelSettings | undefined): AlertChannelSettings {
  if (kept?.kind !== wanted.kind) return wanted;
  return {
    ...wanted,
    ...("secret" in wanted && "secret" in kept && wanted.secret === "" && sameReceiver(wanted, kept)
      ? { secret: kept.secret }
      : {}),
    ...("url" in wanted && "url" in kept && wanted.url === `${new URL(kept.url).origin}${hiddenPath}` ? { url: kept.url } : {}),
  };
}

/** A kept secret never goes to another host than the one that it was given for. */
function sameReceiver(wanted: AlertChannelSettings, kept: AlertChannelSettings): boolean {
  if ("url" in wanted && "url" in kept) return new URL(wanted.url).origin === new URL(kept.url).origin;
  return "host" in wanted && "host" in kept && wanted.host === kept.host && wanted.port === kept.port;
}
