import type { EventRecord } from "../../model/event.ts";
import type { EventView } from "../contract/system.ts";
import { qualifiedOrNull } from "./names.ts";
import { isoTime } from "./time.ts";

export function eventView(event: EventRecord): EventView {
  return { ...event, at: isoTime(event.at), assetId: qualifiedOrNull(event.enterpriseId, event.assetId) };
}
