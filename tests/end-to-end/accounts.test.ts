import type { CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestCentre, type TestCentre } from "../../api/testing/open-centre.ts";
import { totpCode } from "../../api/testing/totp.ts";
import { type Listening, listen } from "../../app/centre/listen.ts";
import { webRoot } from "../../app/centre/web-root.ts";
import { type OpenBrowser, openBrowser } from "../support/browser.ts";
import { freePort } from "../support/processes.ts";
import { available, chromium } from "../support/tools.ts";

const password = "correct horse battery";
const patience = 30_000;

/** The pages of logging in as a person meets them, over a centre in this process. WebAuthn wants a host name. */
describe.skipIf(!available(chromium))("logging in", () => {
  let test: TestCentre;
  let listening: Listening;
  let browser: OpenBrowser;
  let page: Page;
  let devTools: CDPSession;
  let baseUrl: string;
  let secret: string;
  let recoveryCode: string;

  beforeAll(async () => {
    const port = await freePort();
    baseUrl = `http://localhost:${port}`;
    test = await openTestCentre({ secondFactorRule: "required", baseUrl, webRoot });
    listening = await listen(test.centre.app.fetch, "localhost", port);
    browser = await openBrowser({ language: "zh-CN", scheme: "light" });
    page = await browser.context.newPage();
    page.setDefaultTimeout(patience);
    devTools = await browser.context.newCDPSession(page);
    await devTools.send("WebAuthn.enable");
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await listening?.close();
    await test?.close();
  }, 60_000);

  const authenticator = async (isUserVerified: boolean) =>
    devTools.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified,
        automaticPresenceSimulation: true,
      },
    });
  const heading = (name: string) => page.getByRole("heading", { level: 1, name }).waitFor();
  const signOut = async () => {
    await browser.context.clearCookies();
    await page.goto(`${baseUrl}/login`);
    await page.locator("input[type=email]").waitFor();
  };
  const enterPassword = async () => {
    await page.locator("input[type=email]").fill("admin@plantwatch.local");
    await page.locator("input[type=password]").fill(password);
    await page.getByRole("button", { name: "登录", exact: true }).click();
  };

  it(
    "begins with a password and an authenticator app, before anything else is shown",
    async () => {
      await page.goto((await test.centre.firstAdministratorLink()) ?? "");
      await page.getByRole("heading", { name: "启用第二因素" }).waitFor();
      expect(await page.getByRole("navigation").count()).toBe(0);
      await page.getByLabel("新密码").fill(password);
      await page.getByLabel("再次输入").fill(password);
      await page.getByRole("button", { name: "保存密码" }).click();
      await page.getByRole("button", { name: "下一步" }).click();
      secret = ((await page.locator(".totp-secret").textContent()) ?? "").replaceAll(/\s/g, "");
      await page.getByLabel("验证码").fill(totpCode(`otpauth://totp/x?secret=${secret}`, Date.now()));
      await page.getByRole("button", { name: "确认并启用" }).click();
      recoveryCode = (await page.locator(".recovery-codes code").first().textContent()) ?? "";
      await page.getByRole("button", { name: "已妥善保存" }).click();
      await heading("总览");
    },
    patience,
  );

  it(
    "takes a passkey that verified its user as a whole log-in",
    async () => {
      const { authenticatorId } = await authenticator(true);
      await page.goto(`${baseUrl}/account`);
      await page.getByLabel("名称").fill("办公室电脑");
      await page.getByRole("button", { name: "添加通行密钥" }).click();
      await page.locator("strong", { hasText: "办公室电脑" }).waitFor();
      await signOut();
      await page.getByRole("button", { name: "用通行密钥登录" }).click();
      await heading("总览");
      await page.goto(`${baseUrl}/account`);
      await page.getByRole("cell", { name: "双因素" }).first().waitFor();

      await devTools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
      await signOut();
      await page.getByRole("button", { name: "用通行密钥登录" }).click();
      await page.getByRole("alert").waitFor();
      expect(await page.locator("input[type=email]").count()).toBe(1);
    },
    patience,
  );

  it(
    "asks for a code after the password, and takes a recovery code in its place",
    async () => {
      await signOut();
      await enterPassword();
      await page.getByLabel("验证码").fill("000000");
      await page.locator("button[type=submit]").click();
      await page.getByText("验证码不正确或已过期").waitFor();
      await page.getByRole("button", { name: "手机不在身边，使用恢复码" }).click();
      await page.getByLabel("恢复码").fill(recoveryCode);
      await page.locator("button[type=submit]").click();
      await heading("总览");
    },
    patience,
  );
});
