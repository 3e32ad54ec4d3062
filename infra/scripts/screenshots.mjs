// Makes docs/screenshots anew: starts the service on a made-up authority and looks at its main pages.
//   npm run screenshots
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('../..', import.meta.url));
const into = join(root, 'docs', 'screenshots');
const WIDTH = 1180;
const TALLEST = 1400;

const started = (folder) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'dist/apps/standalone/main.js')], {
      env: {
        ...process.env,
        PLACEMENTS_DATA: folder,
        PLACEMENTS_PORT: '0',
        PLACEMENTS_LOG: 'silent',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
      const [, url] = /listens on (http:\/\/\S+)[^]*\/ready\n/.exec(said) ?? [];
      if (url) resolve({ child, url });
    });
    child.once('exit', (code) => reject(new Error(`It ended with ${code}: ${said}`)));
  });

const asked = async (url, path) => {
  const headers = { authorization: 'Bearer demo-team-manager-token' };
  return (await fetch(`${url}${path}`, { headers })).json();
};

/** Records that have something to show, among those of one team. */
const examplesIn = async (url) => {
  const { rows } = await asked(url, '/api/worklist?team=north&limit=500');
  const first = (test) => (rows.find(test) ?? rows[0]).journeyId;
  return {
    offered: first((row) => row.open_offers > 0),
    awaited: first((row) => row.consultations_awaited > 1),
    placed: first((row) => row.current_placements > 0 && row.next_review_on),
  };
};

const shoot = async (page, name, address) => {
  if (address) await page.goto(address);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const clip = { x: 0, y: 0, width: WIDTH, height: Math.min(height, TALLEST) };
  await page.screenshot({ path: join(into, `${name}.png`), fullPage: true, clip });
};

const signIn = async (page) => {
  await page.goto('/sign-in');
  await shoot(page, 'sign-in');
  const manager = page.getByLabel('Who are you?').locator('option', { hasText: 'team manager' });
  await page.getByLabel('Who are you?').selectOption(await manager.first().getAttribute('value'));
  await page.getByRole('button', { name: 'Go on' }).click();
};

const folder = mkdtempSync(join(tmpdir(), 'screenshots-'));
mkdirSync(into, { recursive: true });
const { child, url } = await started(folder);
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  const page = await browser.newPage({ baseURL: url, viewport: { width: WIDTH, height: 900 } });
  const { offered, awaited, placed } = await examplesIn(url);
  await signIn(page);
  await shoot(page, 'cases', '/worklist?of=team');
  await shoot(page, 'record', `/journeys/${placed}`);
  await shoot(page, 'timeline', `/journeys/${placed}?tab=timeline`);
  await shoot(page, 'consult', `/journeys/${awaited}/do/send-consultations`);
  await shoot(page, 'answers', `/journeys/${awaited}/do/answer-consultations`);
  await shoot(page, 'decision', `/journeys/${offered}/do/agree-placement`);
  await shoot(page, 'offer', `/journeys/${offered}/do/receive-offer`);
  await page.goto(`/journeys/${placed}`);
  await page.getByRole('link', { name: 'Put this right' }).first().click();
  await shoot(page, 'put-right');
} finally {
  await browser.close();
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('exit', resolve));
  rmSync(folder, { recursive: true });
}
