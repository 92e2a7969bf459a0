import type { Attestation } from "../../../model/attestation.ts";
import { Problem } from "../../../model/problem.ts";
import type { AttestationRecords, AttestationVersion } from "../compliance-port.ts";
import type { Database } from "./database.ts";
import { decode, encode } from "./encoding.ts";
import { inTransaction } from "./transaction.ts";

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
    get: async (id) => {
      const row = await db.selectFrom("attestations").select("body").where("id", "=", id).executeTakeFirst();
      return row && decode<Attestation>(row.body);
    },
    save: (changes) =>
      inTransaction(db, async (transaction) => {
        for (const change of changes) await saveVersion(transaction, change);
      }),
    keepLate: (edit) => inTransaction(db, (transaction) => keepVersion(transaction, edit, true)),
    versions: async (id) => {
      const rows = await db.selectFrom("attestationVersions").selectAll().where("attestationId", "=", id).orderBy("id").execute();
      return rows.map(({ change, by, at, late, body }) => ({
        change,
        by,
        at,
        late: late === 1,
        attestation: decode<Attestation>(body),
      }));
    },
    told: async (attestationId, notice, end) => {
      const { numInsertedOrUpdatedRows = 0n } = await db
        .insertInto("attestationNotices")
        .values({ attestationId, notice, end })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows > 0n;
    },
  };
}

async function saveVersion(db: Database, change: AttestationVersion): Promise<void> {
  const { id, enterpriseId, version } = change.attestation;
  const body = encode(change.attestation);
  if (version === 1) {
    await db.insertInto("attestations").values({ id, enterpriseId, version, body }).execute();
  } else {
    const { numUpdatedRows } = await db
      .updateTable("attestations")
      .set({ version, body })
      .where("id", "=", id)
      .where("version", "=", version - 1)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw staleEdit(id);
  }
  await keepVersion(db, change, false);
}

async function keepVersion(db: Database, { attestation, change, by, at }: AttestationVersion, late: boolean): Promise<void> {
  const row = { attestationId: attestation.id, change, by, at, late: late ? 1 : 0, body: encode(attestation) } as const;
  await db.insertInto("attestationVersions").values(row).execute();
  const attached = attestation.documents.map(({ sha256 }) => ({ enterpriseId: attestation.enterpriseId, sha256 }));
  if (attached.length === 0) return;
  await db
    .insertInto("attachedDocuments")
    .values(attached)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

function staleEdit(id: string): Problem {
  return new Problem("stale-edit", "The attestation was changed meanwhile", {
    target: id,
    advice: "Read it again and repeat the edit if it still applies.",
  });
}
