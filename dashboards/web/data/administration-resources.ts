import { tokenViewSchema, userViewSchema } from "../../../api/contract/accounts.ts";
import { listOf } from "../../../api/contract/common.ts";
import { paths } from "../../../api/contract/paths.ts";
import { auditVerificationSchema, auditViewSchema } from "../../../api/contract/system.ts";
import type { Resource } from "./api-client.ts";
import { search } from "./fill-path.ts";

/** What the administration page reads. */

const resource = <S extends Resource<unknown>["schema"]>(path: string, schema: S) => ({ path, schema });

export const users = resource(paths.users, listOf(userViewSchema));
export const tokens = resource(paths.tokens, listOf(tokenViewSchema));
export const audit = (limit: number) => resource(paths.audit + search({ limit: String(limit) }), listOf(auditViewSchema));
export const auditVerification = resource(paths.auditVerify, auditVerificationSchema);
