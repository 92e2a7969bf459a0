import { listen } from "../../app/centre/listen.ts";
import { uplinkContract } from "../../collector/uplink/contract.ts";
import { createHttpUplink } from "../../collector/uplink/http-uplink.ts";
import { freePort } from "../support/processes.ts";
import { collectorId, openScene } from "./scene.ts";

uplinkContract("uplink over HTTP", () =>
  openScene(async ({ centre, records }) => {
    const port = await freePort();
    const listening = await listen(centre.app.fetch, "127.0.0.1", port, undefined);
    const token = await centre.issueCollectorToken(collectorId);
    return {
      uplink: createHttpUplink({ centre: `http://127.0.0.1:${port}`, collectorId, token }),
      async revoke() {
        for (const { id } of await records.access.tokens()) await records.access.removeToken(id);
      },
      close: () => listening.close(),
    };
  }),
);
