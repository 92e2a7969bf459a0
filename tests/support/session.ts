/** Follows a one-time log-in link and answers the session's cookie. */
export async function cookieFrom(link: string): Promise<string> {
  const response = await fetch(link, { redirect: "manual" });
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? "");
  if (cookies.length === 0) throw new Error(`the link gave no session: ${response.status}`);
  return cookies.join("; ");
}
