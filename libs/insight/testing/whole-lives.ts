import {
  agreed,
  annulled,
  answered,
  arranged,
  assigned,
  attended,
  chased,
  consulted,
  ended,
  held,
  month,
  noted,
  offered,
  on,
  registered,
  requested,
  started,
  termsChanged,
  type Append,
} from './life.js';

/**
 * A long, plain life of one placement, about 50 events: two offers, one late answer, an agreement
 * that broke a rule, two school years of returns, reviews and notes, some of it told late or wrongly.
 */
export const wholeLife = (number: number, journeyId: string): readonly Append[] => [
  [registered(`Okafor-${number}`)],
  [assigned(1, `officer-${number % 40}`)],
  [requested(5)],
  [1, 2, 3, 4, 5, 6].map((one) => consulted(6, one + (number % 90))),
  ...[1, 2, 3].map((one) => [answered(12 + one, `request-1-c${one + (number % 90)}`)]),
  [chased(22, `request-1-c${4 + (number % 90)}`)],
  [offered(24, 1)],
  [offered(26, 2)],
  // Told after the offers, though it came before them.
  [answered(21, `request-1-c${4 + (number % 90)}`)],
  [agreed(30, 1, number % 5 === 0 ? { irregular: ['lapsed-offer'] } : {})],
  [started(number % 7 === 0 ? month('2022-10') : on(45))],
  [attended(85, 0)],
  [noted(100)],
  [noted(140)],
  // On the wrong day; said again.
  [annulled(150, `${journeyId}/21`)],
  [noted(139)],
  ...[1, 2].map((half): Append => [attended(100 + half * 45, half)]),
  [arranged(200, 'review-1', 230)],
  [held(230, 'review-1')],
  ...[3, 4, 5].map((half): Append => [attended(100 + half * 45, half)]),
  // From an earlier day on, as uplifts mostly are.
  [termsChanged(340, 240)],
  [assigned(350, `officer-${(number + 1) % 40}`, 370)],
  ...Array.from({ length: 6 }, (_, half): Append => [attended(400 + half * 45, half + 6)]),
  // Told a month late.
  [noted(600)],
  [noted(640)],
  [arranged(660, 'review-2', 690)],
  [held(688, 'review-2')],
  ...Array.from({ length: 6 }, (_, at): Append => [noted(690 + at * 10)]),
  ...(number % 3 === 0 ? [[ended(760, number % 6 === 0 ? 'AWAITED' : 'PRVNEED')]] : []),
];
