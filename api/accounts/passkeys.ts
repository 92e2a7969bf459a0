import { isIP } from "node:net";
import { z } from "zod";
import { Problem } from "../../model/problem.ts";
import type { AuthRequest, OpenedAuth } from "./auth.ts";
import { demandMayEnrol, type SecondFactor } from "./second-factor.ts";
import type { Cookies } from "./sessions.ts";

/** A passkey of a person, without its key. */
export interface PasskeySummary {
  readonly id: string;
  readonly name: string | null;
  readonly createdAt: Date | null;
}

/** What the browser is asked (WebAuthn, PublicKeyCredential…OptionsJSON), and the cookie that its answer belongs to. */
export interface Ceremony {
  readonly options: Readonly<Record<string, unknown>>;
  readonly cookies: Cookies;
}

/** Passkeys (WebAuthn level 3); the user is always verified by the authenticator. */
export interface Passkeys {
  list(userId: string): Promise<readonly PasskeySummary[]>;
  /** Throws `second-factor-needed` where another factor is set up and was not proved. */
  beginEnrolment(request: AuthRequest): Promise<Ceremony>;
  /** Throws `passkey-refused`. */
  enrol(request: AuthRequest, response: unknown, name: string): Promise<Cookies>;
  remove(userId: string, id: string): Promise<boolean>;
  beginSignIn(request: AuthRequest): Promise<Ceremony>;
  /** Throws `passkey-refused`. */
  signIn(request: AuthRequest, response: unknown): Promise<{ readonly cookies: Cookies; readonly userId: string }>;
}

const optionsAnswer = z.looseObject({ challenge: z.string() });
const signInAnswer = z.object({ user: z.object({ id: z.string() }) });

export function createPasskeys({ auth, call }: OpenedAuth, secondFactor: SecondFactor): Passkeys {
  const begin = async (path: string, request: AuthRequest): Promise<Ceremony> => {
    const response = await call(path, request);
    if (!response.ok) throw refused();
    return { options: optionsAnswer.parse(await response.json()), cookies: response.headers.getSetCookie() };
  };
  const finish = async (path: string, request: AuthRequest, body: object): Promise<Response> => {
    const response = await call(path, request, body);
    if (!response.ok) throw refused();
    return response;
  };

  return {
    async list(userId) {
      const { adapter } = await auth.$context;
      const rows = await adapter.findMany<PasskeySummary>({ model: "passkey", where: [{ field: "userId", value: userId }] });
      return rows.map(({ id, name, createdAt }) => ({ id, name, createdAt }));
    },

    async beginEnrolment(request) {
      const session = await auth.api.getSession({ headers: request.headers });
      if (session === null) throw new Problem("unauthorized", "Sign in first.");
      await demandMayEnrol(await secondFactor.of(session.user.id), session.session.assurance);
      return begin("/passkey/generate-register-options", request);
    },
    enrol: async (request, response, name) =>
      (await finish("/passkey/verify-registration", request, { response, name })).headers.getSetCookie(),

    async remove(userId, id) {
      const { adapter } = await auth.$context;
      const where = [
        { field: "id", value: id },
        { field: "userId", value: userId },
      ];
      return (await adapter.deleteMany({ model: "passkey", where })) > 0;
    },

    async beginSignIn(request) {
      const { options, cookies } = await begin("/passkey/generate-authenticate-options", request);
      // The library asks for it as a preference alone.
      return { options: { ...options, userVerification: "required" }, cookies };
    },
    async signIn(request, response) {
      const answer = await finish("/passkey/verify-authentication", request, { response });
      const { user } = signInAnswer.parse(await answer.json());
      return { cookies: answer.headers.getSetCookie(), userId: user.id };
    },
  };
}

function refused(): Problem {
  return new Problem("passkey-refused", "The passkey was not accepted.", {
    advice: "It must ask for a PIN, a finger or a face, and belong to this address of Plantwatch.",
  });
}

/** WebAuthn binds passkeys to a host name in a secure context; `localhost` counts as one, an IP address never. */
export function passkeysPossibleAt(baseUrl: string): boolean {
  const { protocol, hostname } = new URL(baseUrl);
  if (hostname === "localhost") return true;
  return protocol === "https:" && isIP(hostname.replace(/^\[|\]$/g, "")) === 0;
}
