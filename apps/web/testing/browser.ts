import AxeBuilder from '@axe-core/playwright';
import { HtmlValidate } from 'html-validate';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { Role } from '#libs/access';
import { officer } from '../../api/testing/index.js';
import { servedPages, type ServedPages } from './visitors.js';

/** A person at a browser, with or without scripts. Every page they come to is checked. */
export type Person = Readonly<{
  page: Page;
  /** Signs in, out of whoever it was before. */
  is: (role: Role) => Promise<void>;
  goes: (address: string) => Promise<void>;
  /** A link or a button of the page itself. */
  clicks: (name: string) => Promise<void>;
  types: (label: string, text: string) => Promise<void>;
  chooses: (label: string) => Promise<void>;
  sends: (name?: string) => Promise<void>;
  /** How many keys were pressed and things clicked since the last time this was asked. */
  effort: () => Readonly<{ keys: number; clicks: number }>;
}>;

export type Office = Readonly<{
  service: ServedPages;
  person: (options?: Readonly<{ script?: boolean }>) => Promise<Person>;
  /** What was wrong with any page that anybody came to. */
  faults: () => readonly string[];
  close: () => Promise<void>;
}>;

const ARGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

// Rules of taste, where govuk-frontend has its own: autocomplete for every input, self-closing style.
const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: {
    'no-trailing-whitespace': 'off',
    'no-inline-style': 'error',
    'long-title': 'off',
    'require-sri': 'off',
    'prefer-native-element': 'off',
    'no-redundant-role': 'off',
    'valid-autocomplete': 'off',
    'attribute-boolean-style': 'off',
    'doctype-style': 'off',
    'void-style': 'off',
    'no-raw-characters': 'off',
    'no-implicit-button-type': 'off',
    'attr-quotes': 'off',
    'element-required-attributes': 'error',
    'tel-non-breaking': 'off',
    'wcag/h30': 'error',
  },
});

/** A whole service on a socket, and a real browser in front of it. */
export const openOffice = async (): Promise<Office> => {
  const service = await servedPages();
  await service.app.listen({ host: '127.0.0.1', port: 0 });
  const url = await service.app.getUrl();
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ARGS });
  const faults: string[] = [];
  return {
    service,
    person: ({ script = true } = {}) => personAt({ url, browser, script, faults }),
    faults: () => faults,
    close: async () => {
      await browser.close();
      await service.close();
    },
  };
};

type At = Readonly<{ url: string; browser: Browser; script: boolean; faults: string[] }>;

const personAt = async ({ url, browser, script, faults }: At): Promise<Person> => {
  const context = await browser.newContext({ javaScriptEnabled: script, baseURL: url });
  const page = await context.newPage();
  page.setDefaultTimeout(8_000);
  const checked = new Set<string>();
  const count = { keys: 0, clicks: 0 };
  page.on('console', (message) => {
    // That a form came back is no fault of the page.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
      faults.push(`${page.url()}: console: ${message.text()}`);
  });

  const look = async (): Promise<void> => {
    const key = await keyOf(page);
    if (checked.has(key)) return;
    checked.add(key);
    faults.push(...(await faultsOf(page, script)));
  };
  const goes = async (address: string): Promise<void> => {
    await page.goto(address);
    await look();
  };
  const clicks = async (name: string): Promise<void> => {
    count.clicks += 1;
    const main = page.locator('main');
    await main.getByRole('link', { name }).or(main.getByRole('button', { name })).first().click();
    await page.waitForLoadState('load');
    await look();
  };
  return {
    page,
    goes,
    clicks,
    is: async (role) => {
      await context.clearCookies();
      await page.goto('/sign-in');
      await page.getByLabel('Who are you?').selectOption(`${officer(role)} ${role}`);
      await clicks('Go on');
    },
    types: async (label, text) => {
      count.keys += text.length + 1;
      await page.locator('main').getByLabel(label, { exact: true }).first().fill(text);
    },
    chooses: async (label) => {
      count.clicks += 1;
      await page.locator('main').getByLabel(label, { exact: true }).first().check();
    },
    sends: async (name = 'Record') => {
      count.clicks += 1;
      await page.locator('main').getByRole('button', { name, exact: true }).click();
      await page.waitForLoadState('load');
      await look();
    },
    effort: () => {
      const so = { ...count };
      Object.assign(count, { keys: 0, clicks: 0 });
      return so;
    },
  };
};

/** A page is looked at once in each state: fresh, and come back with something to say. */
const keyOf = async (page: Page): Promise<string> => {
  const path = new URL(page.url()).pathname.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id');
  return `${path} ${await page.title()} ${await page.locator('.govuk-error-summary').count()}`;
};

const faultsOf = async (page: Page, script: boolean): Promise<readonly string[]> => {
  const html = await page.content();
  const report = await validator.validateString(html);
  const invalid = report.results.flatMap(({ messages }) =>
    messages.map(
      ({ ruleId, message, line }) => `${page.url()}: html ${ruleId}: ${message} (${line})`,
    ),
  );
  if (!script) return invalid;
  const axe = new AxeBuilder({ page }).withTags([
    'wcag2a',
    'wcag2aa',
    'wcag21a',
    'wcag21aa',
    'wcag22aa',
  ]);
  const { violations } = await axe.analyze();
  return [
    ...invalid,
    ...violations.map(({ id, nodes }) => `${page.url()}: axe ${id}: ${nodes[0]?.html ?? ''}`),
  ];
};
