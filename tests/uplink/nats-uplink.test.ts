import { afterAll, beforeAll, describe } from "vitest";
import { newKey } from "../../app/nats/own-key.ts";
import { uplinkContract } from "../../collector/uplink/contract.ts";
import { createNatsUplink } from "../../collector/uplink/nats-uplink.ts";
import { enrolledKey, startNats, type TestNats } from "../support/nats-server.ts";
import { available, natsServer } from "../support/tools.ts";
import { collectorId, openScene } from "./scene.ts";

const limits = { maxBytes: 64 * 1024 * 1024, replicas: 1 };

describe.skipIf(!available(natsServer))("NATS", () => {
  let nats: TestNats;
  beforeAll(async () => {
    nats = await startNats();
  });
  afterAll(() => nats.remove());

  uplinkContract("uplink over NATS", () =>
    openScene(async ({ centre, records }) => {
      const key = newKey();
      const enrolled = enrolledKey(collectorId, key.publicKey);
      await records.enrolments.setKey(enrolled);
      await nats.admit([enrolled]);
      const [ours, theirs] = [await nats.connectCentre(), await nats.connectCollector(collectorId, key.seed)];
      await centre.serveOver(ours, limits);
      return {
        uplink: createNatsUplink({ connection: theirs, collectorId, seed: key.seed }),
        async revoke() {
          await records.enrolments.revoke(collectorId, "test", Date.now());
        },
        async close() {
          await theirs.close();
          await centre.stop();
          await ours.close();
        },
      };
    }),
  );
});
