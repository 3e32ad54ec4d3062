// The specs of some folders, loaded into this process and run one test at a time with Jest's own
// `describe`, `it` and `expect`: what a mutant costs is then its tests, and no start of Jest.
import { expect } from 'expect';
import { describe, getState, it, test } from 'jest-circus';
import { pathToFileURL } from 'node:url';

const testsOf = (block, path) => {
  if (block.hooks.length > 0)
    throw new Error(`${path.join(' ')}: hooks are not run here; write the test without them.`);
  return block.children.flatMap((child) => {
    const name = [...path, child.name];
    return child.type === 'test' ? [{ name: name.join(' '), run: child.fn }] : testsOf(child, name);
  });
};

/** Loads the files and gives `[{ id, file, name, run }]`; ids stay the same from load to load. */
export const loadSpecs = async (files) => {
  Object.assign(globalThis, { describe, it, test, expect });
  const root = getState().rootDescribeBlock;
  const loaded = [];
  for (const file of files) {
    const before = root.children.length;
    await import(pathToFileURL(file).href);
    const block = { hooks: root.hooks, children: root.children.slice(before) };
    const tests = testsOf(block, []);
    loaded.push(...tests.map((one, index) => ({ ...one, file, id: `${file}#${index}` })));
  }
  return loaded;
};

/** What went wrong, or nothing. */
export const failureOf = async ({ run }) => {
  try {
    await run();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};
