/** Says a line to the person, on standard output. */
export const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

export const counted = (number: number): string => number.toLocaleString('en-GB');

/** `1 row`, `1,172 rows` */
export const countOf = (number: number, one: string, many = `${one}s`): string =>
  `${counted(number)} ${number === 1 ? one : many}`;

/** `0.4 s`, `12 s`, since an earlier reading of `performance.now()`. */
export const secondsSince = (began: number): string => {
  const seconds = (performance.now() - began) / 1000;
  return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
};
