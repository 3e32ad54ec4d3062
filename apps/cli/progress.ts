const EVERY_MS = 200;

export type Progress = Readonly<{
  at: (done: number, total?: number) => void;
  end: () => void;
}>;

/** A line of progress with rate and time to go: on a terminal only, so that logs stay readable. */
export const progressOf = (what: string, unit: string): Progress => {
  const begun = performance.now();
  let shown = 0;
  const at = (done: number, total?: number): void => {
    const now = performance.now();
    if (!process.stderr.isTTY || now - shown < EVERY_MS) return;
    shown = now;
    process.stderr.write(`\r\x1b[2K${lineOf({ what, unit, done, total, ms: now - begun })}`);
  };
  const end = (): void => {
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[2K');
  };
  return { at, end };
};

const BAR = 24;

type Line = Readonly<{
  what: string;
  unit: string;
  done: number;
  total: number | undefined;
  ms: number;
}>;

/** `Verifying ██████░░░░ 25 % · 1,200 of 4,800 events · 600/s · 6 s to go` */
export const lineOf = ({ what, unit, done, total, ms }: Line): string => {
  const rate = ms > 0 ? Math.round((done * 1000) / ms) : 0;
  const speed = `${rate.toLocaleString('en-GB')}/s`;
  const count = done.toLocaleString('en-GB');
  if (!total) return `${what} ${count} ${unit} · ${speed}`;
  const share = Math.min(1, done / total);
  const filled = Math.round(share * BAR);
  const bar = '█'.repeat(filled) + '░'.repeat(BAR - filled);
  const left = rate > 0 ? ` · ${Math.ceil((total - done) / rate)} s to go` : '';
  const of = `${count} of ${total.toLocaleString('en-GB')} ${unit}`;
  return `${what} ${bar} ${Math.floor(share * 100)} % · ${of} · ${speed}${left}`;
};
