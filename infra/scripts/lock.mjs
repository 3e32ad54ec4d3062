import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 200;

// Written aside, then linked: the lock file never stands there without its holder's number.
const tryTake = (file) => {
  const aside = `${file}.${process.pid}`;
  writeFileSync(aside, String(process.pid));
  try {
    linkSync(aside, file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(aside, { force: true });
  }
};

const holderOf = (file) => {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
};

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** Takes a dead holder's file away; of two who try, the second finds a live one and puts it back. */
const clearAfterDead = (file) => {
  const aside = `${file}.dead.${process.pid}`;
  try {
    renameSync(file, aside);
    const pid = holderOf(aside);
    if (pid !== undefined && isAlive(pid)) linkSync(aside, file);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  }
  rmSync(aside, { force: true });
};

/** Runs `work` while no other process runs under the same lock file; a killed holder is replaced. */
export const withLock = async (file, say, work) => {
  let told = false;
  while (!tryTake(file)) {
    const pid = holderOf(file);
    if (pid !== undefined && !isAlive(pid)) {
      clearAfterDead(file);
      continue;
    }
    if (!told) say(`waiting for process ${pid ?? '(ending)'}, which is setting up this clone …`);
    told = true;
    await sleep(pollMs);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
};
