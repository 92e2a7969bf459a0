import type { Attestation } from "../../model/attestation.ts";
import { day, type Instant } from "../../model/instant.ts";
import { attestationExpired, attestationExpiring } from "../live/attestation-texts.ts";
import type { NewEvent } from "../live/event-hub.ts";
import type { Services } from "../services.ts";
import { attestationTitle, expiryWithin } from "../views/attestation-view.ts";

/** How long ahead people are told that something ends. */
export const foretold = 30 * day;

type Needs = Pick<Services, "records" | "book" | "checksById" | "objectives" | "clock" | "hub">;

/** Tells what ends within 30 days and what has ended, each once for an end. Call it on a timer. */
export async function watchExpiries(services: Needs): Promise<void> {
  const { records, book, hub } = services;
  const events: NewEvent[] = [];
  for (const entry of await book.all()) {
    const accepted = (await records.attestations.list(entry.id)).filter(({ state }) => state === "accepted");
    for (const attestation of accepted) {
      const around = { entry, checks: services.checksById, objectives: services.objectives };
      const end = expiryWithin(attestation, around);
      if (end === null) continue;
      const notice = await newNotice(services, attestation, end);
      if (notice === undefined) continue;
      const now = services.clock.now();
      const title = attestationTitle(attestation, around);
      events.push(
        notice === "expired" ? attestationExpired(attestation, title, now) : attestationExpiring(attestation, title, end, now),
      );
    }
  }
  await hub.publish(events);
}

/** What people have not been told about this end. */
async function newNotice(
  { records, clock }: Needs,
  { id }: Attestation,
  end: Instant,
): Promise<"expired" | "expiring" | undefined> {
  const left = end - clock.now();
  if (left > foretold) return undefined;
  const notice = left <= 0 ? "expired" : "expiring";
  return (await records.attestations.told(id, notice, end)) ? notice : undefined;
}
