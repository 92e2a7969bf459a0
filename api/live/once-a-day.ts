import { day } from "../../model/instant.ts";
import type { Services } from "../services.ts";

/** Does what is due once a day, however often the centre starts; the setting keeps when it was done last. */
export async function onceADay(
  { records, clock }: Pick<Services, "records" | "clock">,
  setting: string,
  task: () => Promise<void>,
): Promise<void> {
  const now = clock.now();
  const last = Number((await records.settings.get(setting)) ?? 0);
  if (now - last < day) return;
  await task();
  await records.settings.set(setting, String(now));
}
