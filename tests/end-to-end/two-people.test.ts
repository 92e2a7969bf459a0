import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { userCreatedSchema } from "../../api/contract/accounts.ts";
import { openTestCentre, type TestCentre } from "../../api/testing/open-centre.ts";
import { type Listening, listen } from "../../app/centre/listen.ts";
import { webRoot } from "../../app/centre/web-root.ts";
import type { Grant } from "../../model/access.ts";
import type { Language } from "../../model/language.ts";
import { expectAccessible } from "../support/accessible.ts";
import { logIn, type OpenBrowser, openBrowser } from "../support/browser.ts";
import { freePort } from "../support/processes.ts";
import { provenCookieFrom } from "../support/second-factor.ts";
import { available, chromium } from "../support/tools.ts";

const objective = "/objectives/waterworks/miit.1.1.a";
const letter = "%PDF-1.7\n任命张工为网络安全负责人\n%%EOF\n";

/** A browser is slow where a machine is busy, milliseconds. */
const patience = 30_000;

/** A person at a browser of their own. */
interface Sitting {
  readonly browser: OpenBrowser;
  readonly context: BrowserContext;
  readonly page: Page;
}

describe.skipIf(!available(chromium))("a claim between two people", { timeout: 3 * patience }, () => {
  let baseUrl: string;
  let test: TestCentre;
  let listening: Listening;
  let li: Sitting;
  let wang: Sitting;
  let zhao: Sitting;
  const sittings: Sitting[] = [];

  async function seat(name: string, grants: Grant[], language: Language = "zh-CN", scheme: "light" | "dark" = "light") {
    const token = await test.tokenFor({ role: "administrator", enterpriseId: null });
    const body = { name, email: `${name}@example.org`, grants };
    const made = await test.ask("/api/v1/users", { token, method: "POST", body });
    const { link } = userCreatedSchema.parse(await made.json());
    const cookie = await provenCookieFrom(link.url);
    const browser = await openBrowser({ language, scheme });
    await logIn(browser.context, baseUrl, cookie);
    const page = await browser.context.newPage();
    page.setDefaultTimeout(patience);
    const sitting = { browser, context: browser.context, page };
    sittings.push(sitting);
    return sitting;
  }

  beforeAll(async () => {
    const port = await freePort();
    baseUrl = `http://127.0.0.1:${port}`;
    test = await openTestCentre({ baseUrl, webRoot });
    listening = await listen(test.centre.app.fetch, "127.0.0.1", port);
    // Li holds both roles, so that nothing but having written it stands in the way of a review.
    li = await seat("li", [
      { role: "assessor", enterpriseId: "waterworks" },
      { role: "reviewer", enterpriseId: "waterworks" },
    ]);
    wang = await seat("wang", [{ role: "reviewer", enterpriseId: "waterworks" }]);
  }, 3 * patience);
  afterAll(async () => {
    await Promise.all(sittings.map(({ browser }) => browser.close()));
    await listening?.close();
    await test?.close();
  });

  const open = async ({ page }: Sitting, path = objective) => {
    await page.goto(baseUrl + path);
    await page.getByRole("heading", { level: 1 }).waitFor();
    return page;
  };

  it("is made with a document, and its author finds no way to review it", async () => {
    const page = await open(li);
    await page.getByRole("button", { name: "提交佐证声明" }).click();
    const form = page.getByRole("dialog");
    await form.getByRole("button", { name: "提交复核" }).click();
    await form.getByText("请选择声明内容").waitFor();
    await form.getByRole("radio", { name: "符合", exact: true }).check();
    const files = form.locator("input[type=file]");
    await files.setInputFiles({ name: "任命文件.pdf", mimeType: "application/pdf", buffer: Buffer.from("MZ\u0090 a program") });
    await form.getByText("文件内容与扩展名不符").waitFor();
    await form.getByRole("button", { name: "移除 任命文件.pdf" }).click();
    await files.setInputFiles({ name: "任命文件.pdf", mimeType: "application/pdf", buffer: Buffer.from(letter) });
    await form.getByRole("link", { name: "任命文件.pdf" }).waitFor();
    await form.getByLabel("说明").fill("见第 1 条");
    await expectAccessible(page, "form of a claim");
    await form.getByRole("button", { name: "提交复核" }).click();
    await page.locator(".claim-state", { hasText: "待复核" }).waitFor();
    await page.getByText("须由另一位复核人复核").waitFor();
    expect(await page.getByRole("button", { name: "复核通过" }).count()).toBe(0);
    expect(await page.getByRole("button", { name: "提交佐证声明" }).count()).toBe(0);
  });

  it("keeps a stale edit beside what stands now, and in the history", async () => {
    const page = await open(li);
    await page.getByRole("button", { name: "修改" }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel("说明").fill("见第 1 条和附件");

    const other = await open(wang);
    await other.getByRole("button", { name: "退回" }).click();
    const dialog = other.getByRole("dialog");
    await dialog.getByRole("button", { name: "退回" }).click();
    await dialog.getByText("理由至少 5 个字").waitFor();
    await dialog.getByLabel("理由").fill("材料没有盖章，请补充");
    await dialog.getByRole("button", { name: "退回" }).click();
    await other.locator(".claim-state", { hasText: "已退回" }).waitFor();

    await form.getByRole("button", { name: "重新提交复核" }).click();
    const stale = form.locator(".stale");
    await stale.getByText("您写的内容仍在下面的表单里").waitFor();
    const remark = stale.locator("tr", { hasText: "说明" }).locator("td");
    expect(await remark.allInnerTexts()).toEqual(["见第 1 条和附件", "见第 1 条"]);
    expect(await form.getByLabel("说明").inputValue()).toBe("见第 1 条和附件");
    await expectAccessible(page, "stale edit");

    await form.getByRole("button", { name: "以我的内容为准，再次提交" }).click();
    await form.waitFor({ state: "detached" });
    await page.locator(".claim-state", { hasText: "待复核" }).waitFor();
    await page.getByRole("button", { name: /版本历史/ }).click();
    const late = page.locator(".versions li", { hasText: "迟到，未生效" });
    expect(await late.textContent()).toContain("见第 1 条和附件");
  });

  it("betrays a document that was swapped behind its hash", async () => {
    const page = await open(wang);
    const address = await page.getByRole("link", { name: "任命文件.pdf" }).first().getAttribute("href");
    const fetchDocument = async () => wang.context.request.get(baseUrl + address);
    expect(await (await fetchDocument()).text()).toBe(letter);
    const sha256 = address?.split("/").at(-1) ?? "";
    const file = join(test.folder, "documents", sha256.slice(0, 2), sha256);
    const bytes = await readFile(file);
    await chmod(file, 0o600);
    await writeFile(file, letter.replace("张工", "李工"));
    const swapped = await fetchDocument();
    expect([swapped.status(), await swapped.json()]).toMatchObject([500, { code: "document-damaged" }]);
    await writeFile(file, bytes);
    expect(await (await fetchDocument()).text()).toBe(letter);
  });

  it("counts once the other has accepted it, which its author sees without a reload", async () => {
    const page = await open(li);
    const other = await open(wang);
    await other.getByRole("button", { name: "复核通过" }).click();
    const dialog = other.getByRole("dialog");
    await dialog.getByRole("link", { name: "任命文件.pdf" }).waitFor();
    await dialog.getByRole("button", { name: "复核通过" }).click();
    await other.locator(".claim-state", { hasText: "已通过" }).waitFor();
    await page.locator(".claim-state", { hasText: "已通过" }).waitFor();
    await page.locator(".page-head .mark", { hasText: "达到" }).waitFor();
  });

  it("leaves nothing to do for those who only read", async () => {
    zhao = await seat("zhao", [{ role: "viewer", enterpriseId: null }], "en", "dark");
    const page = await open(zhao);
    const acts = ["Make a claim", "Edit", "Withdraw", "Accept", "Return", "Assign"];
    for (const name of acts) expect(await page.getByRole("button", { name, exact: true }).count(), name).toBe(0);
    await open(zhao, "/compliance?enterprise=waterworks");
    expect(await page.getByRole("tab", { name: "Import" }).count()).toBe(0);
    await open(zhao, "/findings?form=board");
    expect(await page.getByRole("checkbox", { name: /^Select/ }).count()).toBe(0);
  });

  it.each([
    objective,
    "/compliance?enterprise=waterworks",
    "/compliance?enterprise=waterworks&view=work",
    "/compliance?enterprise=waterworks&view=hand-in",
    "/compliance?enterprise=waterworks&view=ledger",
    "/compliance?enterprise=waterworks&view=calendar",
    "/compliance?enterprise=waterworks&view=classification",
    "/findings?form=board",
  ])("%s can be used by everybody in the dark", async (path) => {
    const page = await open(zhao, path);
    await expectAccessible(page, path);
  });

  it.each(["/compliance?enterprise=waterworks", "/compliance?enterprise=waterworks&view=import"])(
    "%s can be used by everybody in the light",
    async (path) => {
      const page = await open(li, path);
      await expectAccessible(page, path);
    },
  );
});
