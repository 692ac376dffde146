// @ts-check
/** The page that verifies, used as a reader uses it: by keyboard, stopped and gone on; and with data that were changed. */
import { watched } from '../checks.mjs';

const SOON_MS = 120_000;

/** @param {import('playwright-core').Browser} browser @param {string} address */
export async function checkVerify(browser, address) {
  /** @param {string} name @param {(page: import('playwright-core').Page) => Promise<string[]>} use */
  const seen = async (name, use) => {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    page.setDefaultTimeout(SOON_MS);
    const problems = watched(page, address);
    try {
      problems.push(...await use(page));
    } finally {
      await page.close();
    }
    return { name: `verify.html ${name}`, problems };
  };
  const open = address + 'verify.html#rule=mdgl&seed=1&iterations=20';
  return [
    await seen('finds stored runs equal, is stopped, and goes on', async (page) => {
      await page.goto(open);
      await page.focus('#go:enabled');
      await page.keyboard.press('Enter');
      await saying(page, /^iteration [1-9]/, '#progress-text');
      await page.keyboard.press('Enter');
      const stopped = await saying(page, /^Stopped/);
      await page.keyboard.press('Enter');
      return [
        ...expected(stopped, /^Stopped at iteration \d+; so far [12] points are equal\.$/),
        ...expected(await saying(page, /^(Not e|E)qual/), /^Equal in every digit: all 3 points of mdgl, seed 1, up to iteration 20\.$/),
        ...expected(String(await page.locator('#points tr').count()), /^3$/),
      ];
    }),
    await seen('keeps what is chosen in its address', async (page) => {
      await page.goto(open);
      await page.waitForSelector('#go:enabled');
      await page.selectOption('[name=rule]', 'e-prop');
      await page.selectOption('[name=seed]', '4');
      await page.selectOption('[name=iterations]', '2000');
      await page.reload();
      await page.waitForSelector('#go:enabled');
      const chosen = await Promise.all(['rule', 'seed', 'iterations'].map((name) => page.inputValue(`[name=${name}]`)));
      return expected(`${new URL(page.url()).hash} ${chosen}`, /^#rule=e-prop&seed=4&iterations=2000 e-prop,4,2000$/);
    }),
    await seen('finds out a changed digit, and names where it is', async (page) => {
      await page.route('**/runs.csv', async (route) => {
        const response = await route.fetch();
        const text = await response.text();
        const changed = text.replace(/^(mdgl,1,10,0\.\d+)(\d)/m, (_, digits, last) => digits + (9 - last));
        if (changed === text) throw new Error('nothing was changed');
        await route.fulfill({ response, body: changed });
      });
      await page.goto(open);
      await page.click('#go:enabled');
      const result = await saying(page, /^(Not e|E)qual/);
      return [
        ...expected(result, /^Not equal: mdgl, seed 1, first difference at iteration 10: loss 0\.\d+ stored, 0\.\d+ now\.$/),
        ...expected(await page.innerText('#file'), /^runs\.csv was changed: its SHA-256, [0-9a-f]{64}, is not the one in manifest\.json/),
      ];
    }),
    await seen('says in a line that WebAssembly SIMD is missing', async (page) => {
      await page.addInitScript(() => { WebAssembly.validate = () => false; });
      await page.goto(open);
      const said = await saying(page, /./);
      return [
        ...expected(said, /^It cannot be verified: this browser lacks WebAssembly SIMD/),
        ...expected(String(await page.isDisabled('#go')), /^true$/),
      ];
    }),
  ];
}

/** What a place says, once it does. @param {import('playwright-core').Page} page @param {RegExp} text @param {string} [place] */
async function saying(page, text, place = '#result') {
  const found = page.locator(place).filter({ hasText: text });
  await found.waitFor();
  return found.innerText();
}

/** @param {string} text @param {RegExp} form */
function expected(text, form) {
  return form.test(text) ? [] : [`it says ${JSON.stringify(text)}, expected was ${form}`];
}
