import { commandsByModule } from '#libs/lifecycle';
import { providerCommands } from '#libs/providers';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { routeName } from './door/command-routes.js';
import { allProblems } from './index.js';
import { served, type Served } from './testing/index.js';

let service: Served;
beforeAll(async () => {
  service = await served();
});
afterAll(() => service.close());

type Operation = Readonly<{
  summary?: string;
  security?: readonly object[];
  parameters?: readonly Readonly<{ name: string; in: string }>[];
  requestBody?: Readonly<{
    content: Readonly<Record<string, Readonly<{ schema: Readonly<{ $ref?: string }> }>>>;
  }>;
}>;

type Document = Readonly<{
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  components: Readonly<{
    schemas: Readonly<Record<string, Readonly<{ properties?: object; required?: string[] }>>>;
  }>;
}>;

const documented = async (): Promise<Document> =>
  (await service.anybody.get('/api/openapi.json')).body as Document;

const operations = ({ paths }: Document) =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

describe('the OpenAPI document', () => {
  it('has a route for every command of every stage, and of providers', async () => {
    const { paths } = await documented();
    const routes = [
      ...Object.entries(commandsByModule).flatMap(([stage, table]) =>
        Object.keys(table).map((type) => `/api/journeys/{journeyId}/${stage}/${routeName(type)}`),
      ),
      ...Object.keys(providerCommands).map(
        (type) => `/api/providers/{providerId}/${routeName(type)}`,
      ),
    ].filter((path) => !/register-(learner|provider)$/.test(path));
    expect(routes.length).toBeGreaterThan(100);
    expect(routes.filter((path) => !paths[path]?.['post'])).toEqual([]);
    expect(paths['/api/journeys']?.['post']).toBeDefined();
    expect(paths['/api/providers']?.['post']).toBeDefined();
  });

  it('says of every recording what its body is', async () => {
    const document = await documented();
    const bodiless = ['/unreadable', '/retry'];
    const without = operations(document)
      .filter(
        ({ method, path }) => method === 'post' && !bodiless.some((end) => path.endsWith(end)),
      )
      .filter(({ operation }) => {
        const { $ref = '' } = operation.requestBody?.content['application/json']?.schema ?? {};
        const schema = document.components.schemas[$ref.replace('#/components/schemas/', '')];
        return Object.keys(schema?.properties ?? {}).length === 0;
      });
    expect(without.map(({ path }) => path)).toEqual([]);
  });

  it('says of everything what it is for, and of all but three that one must be known', async () => {
    const all = operations(await documented());
    expect(all.filter(({ operation }) => !operation.summary)).toEqual([]);
    const open = all.filter(({ operation }) => !operation.security).map(({ path }) => path);
    expect(open.sort()).toEqual(['/api/problems', '/health', '/ready']);
  });

  it('has no parameter in an address that is a name, an identifier of a learner, or a text', async () => {
    const parameters = operations(await documented())
      .filter(({ path }) => !path.startsWith('/api/providers'))
      .flatMap(({ operation }) => operation.parameters ?? [])
      .filter((one) => one.in === 'query')
      .map(({ name }) => name);
    expect(parameters).toContain('position');
    expect(parameters.filter((name) => /name|upn|uln|birth|text|address|post/i.test(name))).toEqual(
      [],
    );
  });

  it('has a page that shows it', async () => {
    const page = await service.anybody.get('/api/docs');
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toContain('text/html');
  });
});

const sourcesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((one) => one.isFile() && one.name.endsWith('.ts') && !one.name.includes('.spec.'))
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'));

describe('/api/problems', () => {
  it('explains every code with its status, in sentences', async () => {
    const listed = Object.values((await service.anybody.get('/api/problems')).body) as readonly {
      code: string;
      status: number;
      detail: string;
    }[];
    expect(listed).toHaveLength(allProblems().size);
    expect(listed.filter(({ detail }) => !/^[A-Z].*[.:…-]$/s.test(detail))).toEqual([]);
    expect(listed.filter(({ status }) => status < 400 || status > 599)).toEqual([]);
  });

  it('has every code that a refusal is made with anywhere', () => {
    const root = join(__dirname, '..', '..');
    const folders = [
      'apps/api',
      'libs/lifecycle',
      'libs/providers',
      'libs/recording',
      'libs/reading',
    ];
    const used = folders
      .flatMap((folder) => sourcesIn(join(root, folder)))
      // Why a plan was issued is said by the same word.
      .flatMap((text) => [
        ...text.matchAll(/because: '(?!(?:review|tribunal|request)')([a-z0-9-]+)'/g),
      ])
      .map(([, code = '']) => code);
    expect(used.length).toBeGreaterThan(100);
    expect(used.filter((code) => !allProblems().has(code))).toEqual([]);
  });
});
