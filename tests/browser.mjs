// node tests/browser.mjs MODULES PAGE PDF: a page in a real browser, told line by line: what holds begins with "ok".
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, file, pdf] = process.argv.slice(2);
const load = createRequire(pathToFileURL(`${modules}/`));
const { chromium } = load("playwright-core");
const { AxeBuilder } = load("@axe-core/playwright");
const url = pathToFileURL(file).href;
const say = (name, holds, what = "") => console.log(`${holds ? "ok" : "not ok"} ${name}${holds ? "" : `: ${what}`}`);
const options = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"];
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: options });

for (const colorScheme of ["light", "dark"]) {
  for (const width of [320, 1280]) {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
    const page = await context.newPage();
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(url);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    say(`${colorScheme} ${width}: nothing is wider than the screen`, over <= 0, `${over} px`);
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
    say(`${colorScheme} ${width}: axe`, violations.length === 0, violations.map(({ id, nodes }) => `${id} ${nodes[0].target}`).join(", "));
    say(`${colorScheme} ${width}: nothing is fetched`, asked.length === 1, asked.join(" "));
    await context.close();
  }
}

const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
await page.goto(url);
const stops = new Set();
let nameless = [];
for (;;) {
  await page.keyboard.press("Tab");
  const stop = await page.evaluate(() => {
    const at = document.activeElement;
    const style = getComputedStyle(at);
    const name = at.ariaLabel || at.textContent.trim();
    return { place: [...document.querySelectorAll("*")].indexOf(at), tag: at.tagName, shown: name !== "" && style.outlineStyle !== "none" };
  });
  if (stop.tag === "BODY" || stops.has(stop.place)) break;
  stops.add(stop.place);
  if (!stop.shown) nameless.push(stop.tag);
}
const reachable = await page.evaluate(() =>
  [...document.querySelectorAll("a[href], summary, input, [tabindex='0']")].filter((one) => !one.closest("details:not([open]) > :not(summary)")).length);
say("the keyboard reaches all", stops.size === reachable, `${stops.size} of ${reachable}`);
say("each stop has a name and a ring", nameless.length === 0, nameless.join(" "));
const rows = () => page.evaluate(() => [...document.querySelectorAll(".register tbody tr")].filter((row) => !row.hidden).length);
const all = await rows();
await page.fill("input[type=search]", "VELO");
const found = await rows();
say("the field filters, whatever the accents", found > 0 && found < all, `${found} of ${all}`);

const bare = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
await bare.goto(url);
say("without scripts all actions stand there", (await bare.locator(".register tbody tr").count()) === all);
await bare.pdf({ path: pdf, tagged: true, outline: true, preferCSSPageSize: true });
await browser.close();
