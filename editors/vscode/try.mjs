// Drives the editor at URL as a person does, in FOLDER, and takes PICTURES: what is underlined, said, offered, mended, renamed, laid out.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
const [url, folder, pictures] = process.argv.slice(2);
const file = "actions/2.2.4/essai.toml";
let failed = 0;
const check = (name, ok, what) => { if (!ok) failed++; console.log(`${ok ? "ok  " : "FAIL"} ${name}: ${String(what).slice(0, 400)}`); };
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu",
  "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
const picture = (name) => page.screenshot({ path: `${pictures}/${name}.png` });
try {
  // By the address, so that nothing has to be looked for.
  const open = JSON.stringify([["openFile", `vscode-remote://${new URL(url).host}${folder}/${file}`]]);
  await page.goto(`${url}/?folder=${folder}&payload=${encodeURIComponent(open)}`, { timeout: 60000 });
  await page.waitForSelector(".editor-instance .view-line", { timeout: 90000 });
  await page.waitForSelector(".editor-instance .squiggly-error", { timeout: 60000 });
  const text = async () => (await page.evaluate(() => [...document.querySelectorAll(".editor-instance .view-lines")]
    .sort((a, b) => b.childElementCount - a.childElementCount)[0].innerText)).replace(/\u00a0/g, " ");
  const line = (words) => page.locator(".editor-instance .view-line", { hasText: words }).first();
  const command = async (name) => {
    await page.keyboard.press("F1");
    await page.waitForSelector(".quick-input-widget input");
    await page.keyboard.type(name, { delay: 10 });
    await page.waitForTimeout(900);
    await page.keyboard.press("Enter");
  };
  await page.keyboard.press("Control+Shift+M");
  await page.waitForSelector(".markers-panel .monaco-list-row", { timeout: 20000 });
  await page.waitForTimeout(1500);
  const problems = (await page.locator(".markers-panel .monaco-list-row").allTextContents()).join(" // ");
  check("problems", problems.includes("statut inconnu") && problems.includes("montant en euros"), problems);
  await picture("1-problems");
  await page.keyboard.press("Control+j");
  const word = async (name) => {
    await line(name).click();
    await page.keyboard.press("Home");
    await page.waitForTimeout(200);
  };
  await word("status");
  await command("Show or Focus Hover");
  await page.waitForTimeout(1500);
  const hover = (await page.locator(".monaco-hover .monaco-hover-content").allInnerTexts()).join(" ");
  check("hover", hover.includes("Le statut"), hover);
  await picture("2-hover");
  await page.keyboard.press("Escape");
  await word("status");
  await page.keyboard.press("End");
  for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Control+.");
  await page.waitForSelector(".action-widget .monaco-list-row", { timeout: 20000 });
  await page.waitForTimeout(600);
  const remedies = (await page.locator(".action-widget .monaco-list-row").allTextContents()).join(" // ");
  check("remedies", remedies.includes("En cours"), remedies);
  await picture("3-remedies");
  await page.keyboard.press("Enter");
  await page.waitForTimeout(2000);
  check("mended", (await text()).includes('status = "En cours"'), await text());
  await word("status");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("audiences = ", { delay: 20 });
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+Space");
  await page.waitForSelector(".suggest-widget .monaco-list-row", { timeout: 10000 });
  await page.waitForTimeout(900);
  const offers = (await page.locator(".suggest-widget .monaco-list-row").allTextContents()).join(" // ");
  check("completion", offers.length > 0, offers);
  await picture("4-completion");
  await page.keyboard.press("Enter");
  await page.waitForTimeout(800);
  check("completed", /audiences = \[".+"\]/.test(await text()), await text());
  await word("budget");
  await page.keyboard.press("End");
  for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Control+.");
  await page.waitForSelector(".action-widget .monaco-list-row", { timeout: 20000 });
  await page.waitForTimeout(600);
  await page.keyboard.press("Enter");
  await page.waitForTimeout(1500);
  check("amount", (await text()).includes("amount = 18_000_000"), await text());
  await word("themes");
  await command("Format Document");
  await page.waitForTimeout(1800);
  check("laid out", (await text()).includes('themes    = ["Eclairage public"]') || (await text()).includes('themes = ["Eclairage public"]'), await text());
  await picture("5-laid-out");
  await word("funders");
  await page.keyboard.press("End");
  for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowLeft");
  await command("Rename Symbol");
  await page.waitForSelector(".rename-box input:focus", { timeout: 10000 });
  await page.locator(".rename-box input").fill("Ademe Bourgogne");
  await page.locator(".rename-box input").press("Enter");
  await page.waitForTimeout(3000);
  check("renamed", (await text()).includes("Ademe Bourgogne"), await text());
  await picture("6-renamed");
  await page.keyboard.press("Control+s");
  // What stands in a terminal is drawn, not written: its tab says which task ended, and how.
  const ended = (name) => page.getByText(`${name} - Task`).first().isVisible();
  const until = async (is) => { for (let i = 0; i < 40 && !(await is()); i++) await page.waitForTimeout(500); return is(); };
  await command("plan: Vérifier le plan");
  check("checked", await until(() => ended("Vérifier le plan")), "7-checked.png");
  await page.waitForTimeout(3000);
  await picture("7-checked");
  await command("plan: Nouvelle action");
  await page.waitForTimeout(1000);
  await page.keyboard.type("Essai de la palette", { delay: 20 });
  await page.keyboard.press("Enter");
  // The program asks where it is seen: the measure, then the theme.
  for (const answer of ["2.2.4", "Eau potable"]) {
    await page.waitForTimeout(4000);
    await page.keyboard.type(answer, { delay: 20 });
    await page.keyboard.press("Enter");
  }
  check("begun", await until(() => existsSync(`${folder}/actions/2.2.4/essai-de-la-palette.toml`)), "8-begun.png");
  await picture("8-begun");
  await page.waitForTimeout(3000);
  await command("plan: Rapport");
  check("reported", await until(() => existsSync(`${folder}/rapport.html`)), "rapport.html");
} catch (error) {
  check("script", false, error);
  await picture("failed");
}
await browser.close();
console.log(failed === 0 ? "all went well" : `${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
