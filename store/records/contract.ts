import { afterEach, beforeEach, describe } from "vitest";
import { addressContract } from "./contract/addresses.ts";
import { administrationContract } from "./contract/administration.ts";
import { advisoryContract } from "./contract/advisories.ts";
import { attestationContract } from "./contract/attestations.ts";
import { discoveryContract } from "./contract/discovery.ts";
import { enrolmentContract } from "./contract/enrolments.ts";
import type { RecordsPlace } from "./contract/fixtures.ts";
import { incidentContract } from "./contract/incidents.ts";
import { inventoryContract } from "./contract/inventories.ts";
import { judgementContract } from "./contract/judgement.ts";
import { judgementChangesContract } from "./contract/judgement-changes.ts";
import { leaseContract } from "./contract/leases.ts";

import { observationContract } from "./contract/observations.ts";
import { reportContract } from "./contract/reports.ts";
import { sightingContract } from "./contract/sightings.ts";
import { submissionContract } from "./contract/submissions.ts";
import { wholeContract } from "./contract/whole.ts";
import type { RecordStore } from "./port.ts";

/** Registers the tests that every adapter of `RecordStore` passes, each on a new, empty place. */
export function recordStoreContract(name: string, makePlace: () => Promise<RecordsPlace>): void {
  describe(name, () => {
    let place: RecordsPlace;
    let store: RecordStore;
    beforeEach(async () => {
      place = await makePlace();
      store = await place.open();
    });
    afterEach(async () => {
      await store.close();
      await place.remove();
    });
    observationContract(() => store);
    judgementContract(() => store);
    judgementChangesContract(() => store);
    administrationContract(() => store);
    enrolmentContract(() => store);
    inventoryContract(() => store);
    attestationContract(() => store);
    addressContract(() => store);
    advisoryContract(() => store);
    sightingContract(() => store);
    discoveryContract(() => store);
    leaseContract(() => store);
    incidentContract(() => store);
    reportContract(() => store);
    submissionContract(() => store);
    wholeContract(
      () => place,
      () => store,
    );
  });
}
