import { z } from "zod";

/** A browser's way through the TLS proxy, run in the proxy's own network: `node tls-visit.ts LINK`, which prints what happened as JSON. */

const proxy = "https://localhost:7443";
const link = new URL(z.url().parse(process.argv[2]));

const opened = await fetch(proxy + link.pathname + link.search, { redirect: "manual" });
const cookies = opened.headers.getSetCookie();
const cookie = cookies.map((one) => one.split(";")[0]).join("; ");

const session = (method: string, origin: string) =>
  fetch(`${proxy}/api/v1/session`, { method, headers: { cookie, origin } }).then(({ status }) => status);

const visit = {
  opened: { status: opened.status, to: opened.headers.get("location") },
  everyCookieIsSecure: cookies.length > 0 && cookies.every((one) => one.split("; ").includes("Secure")),
  page: (await (await fetch(`${proxy}/`)).text()).slice(0, 15),
  signedIn: await session("GET", proxy),
  changeFromAnotherSite: await session("DELETE", "https://elsewhere.example"),
  changeFromOwnPage: await session("DELETE", proxy),
  signedOut: await session("GET", proxy),
};
process.stdout.write(JSON.stringify(visit));
