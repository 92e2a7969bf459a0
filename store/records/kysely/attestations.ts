import type { Attestation } from "../../../model/attestation.ts";
import type { AttestationRecords } from "../port.ts";
import type { Database } from "./database.ts";
import { decode, encode } from "./encoding.ts";

export function attestationRecords(db: Database): AttestationRecords {
  return {
    list: async (enterpriseId) => {
      const rows = await db
        .selectFrom("attestations")
        .select("body")
        .where("enterpriseId", "=", enterpriseId)
        .orderBy("id")
        .execute();
      return rows.map(({ body }) => decode<Attestation>(body));
    },
    save: async (attestation) => {
      const { id, enterpriseId } = attestation;
      const body = encode(attestation);
      await db
        .insertInto("attestations")
        .values({ id, enterpriseId, body })
        .onConflict((conflict) => conflict.column("id").doUpdateSet({ enterpriseId, body }))
        .execute();
    },
  };
}
