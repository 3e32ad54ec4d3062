import type { Service } from '#libs/platform';

const MOST_MS = 600_000;

/** Finds by identifiers; the lists are brought up to date before the first question. */
export const bearersIn = ({ readModels, store }: Service, id: string) => {
  let ready: Promise<void> | undefined;
  const upToDate = async (): Promise<void> => {
    readModels.start();
    const reached = await readModels.waitFor(await store.head(), MOST_MS, 'people');
    if (reached !== 'reached')
      throw new Error('The lists did not get up to date. See `placements status`, then try again.');
  };
  return async (text: string): Promise<readonly string[]> => {
    await (ready ??= upToDate());
    const viewer = { id, seesRestricted: true };
    return (await readModels.findPeople({ viewer, text, limit: 2 })).rows;
  };
};
