import type { Context } from "hono";
import { Problem } from "../../model/problem.ts";
import { type Cookies, passCookies } from "../accounts/sessions.ts";
import {
  passwordProofSchema,
  recoveryCodeSchema,
  recoveryCodesSchema,
  totpCodeSchema,
  totpEnrolmentSchema,
} from "../contract/accounts.ts";
import { paths } from "../contract/paths.ts";
import { everyone, persons } from "../http/access.ts";
import { authRequest } from "../http/auth-request.ts";
import { answers, declareRoute, jsonBody, tooManyRequests } from "../http/declare-route.ts";
import { type Api, type CentreEnv, createApi } from "../http/env.ts";
import type { Services } from "../services.ts";

const proved = { 204: { description: "Proved; the answer sets the cookie of the session" }, ...tooManyRequests };

const proveTotp = declareRoute(
  { method: "post", path: paths.sessionTotp, access: everyone, audit: "session.second-factor" },
  {
    summary: "Prove a code of the authenticator app: ends a log-in, confirms an enrolment, lifts a session",
    request: jsonBody(totpCodeSchema),
    responses: proved,
  },
);
const proveRecoveryCode = declareRoute(
  { method: "post", path: paths.sessionRecoveryCode, access: everyone, audit: "session.recovery-code" },
  { summary: "Prove a recovery code, which ends with it", request: jsonBody(recoveryCodeSchema), responses: proved },
);
const enrol = declareRoute(
  { method: "post", path: paths.accountTotp, access: persons, audit: "account.totp-begin" },
  {
    summary: "Set up an authenticator app; it counts once a code has confirmed it",
    request: jsonBody(passwordProofSchema),
    responses: { 200: answers(totpEnrolmentSchema) },
  },
);
const remove = declareRoute(
  { method: "delete", path: paths.accountTotp, access: persons, audit: "account.totp-remove" },
  {
    summary: "Remove the authenticator app",
    request: jsonBody(passwordProofSchema),
    responses: { 204: { description: "Removed" } },
  },
);
const renew = declareRoute(
  { method: "post", path: paths.accountRecoveryCodes, access: persons, audit: "account.recovery-codes" },
  {
    summary: "New recovery codes in place of all others",
    request: jsonBody(passwordProofSchema),
    responses: { 200: answers(recoveryCodesSchema) },
  },
);

export function secondFactorRoutes(services: Services): Api {
  const { secondFactor } = services;
  const api = createApi();

  api.openapi(proveTotp, async (c) => {
    passCookies(c, await prove(services, c, () => secondFactor.proveTotp(authRequest(c), c.req.valid("json").code)));
    return c.body(null, 204);
  });
  api.openapi(proveRecoveryCode, async (c) => {
    passCookies(c, await prove(services, c, () => secondFactor.proveRecoveryCode(authRequest(c), c.req.valid("json").code)));
    return c.body(null, 204);
  });
  api.openapi(enrol, async (c) => {
    const { uri, recoveryCodes } = await secondFactor.enrolTotp(authRequest(c), c.req.valid("json").password);
    return c.json({ uri, recoveryCodes: [...recoveryCodes] }, 200);
  });
  api.openapi(remove, async (c) => {
    demandTwoFactors(c);
    passCookies(c, await secondFactor.removeTotp(authRequest(c), c.req.valid("json").password));
    return c.body(null, 204);
  });
  api.openapi(renew, async (c) => {
    demandTwoFactors(c);
    const recoveryCodes = await secondFactor.renewRecoveryCodes(authRequest(c), c.req.valid("json").password);
    return c.json({ recoveryCodes: [...recoveryCodes] }, 200);
  });
  return api;
}

/** Changes of what opens an account are for who proved two factors. Throws `second-factor-needed`. */
export function demandTwoFactors(c: Context<CentreEnv>): void {
  if (c.get("caller").assurance !== "two-factor") {
    throw new Problem("second-factor-needed", "Prove the second factor first.");
  }
}

/** Notes refused codes in the audit trail, where guessing must show. */
async function prove(services: Services, c: Context<CentreEnv>, act: () => Promise<Cookies>): Promise<Cookies> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Problem && (error.code === "wrong-code" || error.code === "code-used")) {
      await services.records.audit.append({
        at: services.clock.now(),
        actor: c.get("caller").actor,
        action: "session.second-factor-refused",
        target: c.req.path,
        detail: { address: authRequest(c).address, code: error.code },
      });
    }
    throw error;
  }
}
