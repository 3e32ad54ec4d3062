import type { LocalDate } from '#libs/event-sourcing';
import { idIn, type Process } from '../machinery/process.js';
import type { SchoolKind, SimulatedSchool } from '../schools/schools.js';
import { officers } from '../world/staff.js';
import { PROVISION } from '../world/texts.js';
import { agree, agreeWithoutSchool } from './agreeing.js';
import { consult } from './consulting.js';
import type { Life } from './life.js';
import { schoolsFor } from './matching.js';
import { soon } from './pace.js';
import type { Agreed, Found, Preferred, Search } from './search.js';
import { managerOn, tell } from './telling.js';

const WAVES = [4, 3, 3] as const;

/** Looks for a school until one agrees: who is asked, what they answer, what is settled on. */
export function* findPlace(life: Life, search: Search): Process<Agreed | undefined> {
  life.seeking = true;
  const requested = yield* tell(life, 'RequestPlacement', {
    on: search.from,
    body: requestOf(life, search),
  });
  const requestId = idIn(requested, 'requestId');
  life.requestId = requestId;
  let on = soon(life, requested.today, [0, 6]);
  if (life.chance.happens(0.06)) on = yield* requestAmended(life, search, { requestId, on });
  if (life.chance.happens(0.4)) on = yield* settingSettled(life, search, { requestId, on });
  const preferred = yield* preference(life, search, { requestId, on });
  const found = yield* askAround(life, search, { requestId, on, preferred });
  const agreed =
    found.willing.length > 0
      ? yield* agree(life, { ...search, requestId }, found)
      : yield* agreeWithoutSchool(life, { ...search, requestId }, found.on);
  life.requestId = undefined;
  life.seeking = false;
  return agreed;
}

const requestOf = ({ chance }: Life, { reason, kinds, residential, startOn }: Search) =>
  ({
    reasonCode: reason,
    settingTypes: [settingTypeOf(kinds)],
    boarding: residential ? 'residential' : 'day',
    startBy: startOn,
    weeksPerYear: 38,
    withinMiles: chance.between(1, 8) * 5,
    provision: chance.pick(PROVISION),
    ...(chance.happens(0.2) ? { risks: 'May leave the classroom when overwhelmed.' } : {}),
  }) as const;

/** The family, or a report, asks for something else than was thought at first. */
function* requestAmended(life: Life, search: Search, { requestId, on }: Begun): Process<LocalDate> {
  const body = { ...requestOf(life, search), requestId, withinMiles: 60 };
  const told = yield* tell(life, 'AmendPlacementRequest', { ...{ on, late: 0 }, body });
  return told.today;
}

const settingTypeOf = (kinds: readonly SchoolKind[]) => {
  if (kinds.includes('independent')) return 'independentOrNonMaintained' as const;
  if (kinds.includes('post16')) return 'specialPost16' as const;
  return kinds.includes('maintained') ? ('maintainedSpecial' as const) : ('mainstream' as const);
};

type Begun = Readonly<{ requestId: string; on: LocalDate }>;

/** A panel advises on the type of setting; an officer decides. */
function* settingSettled(
  life: Life,
  { kinds }: Search,
  { requestId, on }: Begun,
): Process<LocalDate> {
  const settingType = settingTypeOf(kinds);
  const meetingOn = soon(life, on, [6, 20]);
  const referred = yield* tell(life, 'ReferToPanel', {
    ...{ on, late: 0 },
    body: { requestId, panel: 'setting', meetingOn },
  });
  const referralId = idIn(referred, 'referralId');
  const advised = yield* tell(life, 'RecordPanelAdvice', {
    on: meetingOn < referred.today ? referred.today : meetingOn,
    by: officers.panelClerk,
    body: { referralId, recommendation: 'agree', settingType, minuteRef: `panel-${meetingOn}` },
  });
  const decided = yield* tell(life, 'DecideSettingType', {
    ...{ on: soon(life, advised.today, [0, 4]), by: managerOn(life, advised.today), late: 0 },
    body: { requestId, settingType, referralId },
  });
  return decided.today;
}

function* preference(
  life: Life,
  search: Search,
  { requestId, on }: Begun,
): Process<Preferred | undefined> {
  const { chance } = life;
  const [school] = chance.some(schoolsFor(life, search.kinds, search.startOn).slice(0, 6), 1);
  if (!school || !chance.happens(0.35)) return undefined;
  const { providerId, kind } = school;
  const basis = kind === 'independent' || kind === 'post16' ? 's9' : 's38';
  const expressed = yield* tell(life, 'ExpressPreference', {
    on,
    body: { requestId, by: 'parent', basis, providerId, reasons: 'Visited, and felt understood.' },
  });
  return { preferenceId: idIn(expressed, 'preferenceId'), school, basis };
}

function* askAround(
  life: Life,
  search: Search,
  begun: Begun & Readonly<{ preferred: Preferred | undefined }>,
): Process<Found> {
  const { preferred, requestId } = begun;
  const nearest = schoolsFor(life, search.kinds, search.startOn);
  const others = nearest.filter((school) => school !== preferred?.school);
  const left = [...(preferred ? [preferred.school] : []), ...others];
  let found: Found = { willing: [], unanswered: [], on: begun.on, preferred };
  for (const wave of WAVES) {
    const asked = left.splice(0, Math.max(1, life.chance.between(wave - 2, wave)));
    if (asked.length === 0) break;
    const { willing, unanswered, on } = yield* consult(
      life,
      { ...search, requestId, on: found.on },
      asked,
    );
    found = { ...found, willing, unanswered: [...found.unanswered, ...unanswered], on };
    if (willing.length > 0) break;
  }
  if (left.length > 0 && life.chance.happens(0.25))
    yield* notConsulted(life, requestId, { left, on: found.on });
  return found;
}

type NotAsked = Readonly<{ left: readonly SimulatedSchool[]; on: LocalDate }>;

const notConsulted = (life: Life, requestId: string, { left, on }: NotAsked) =>
  tell(life, 'RecordNotConsulted', {
    on,
    body: {
      requestId,
      groups: [{ reasonCode: 'tooFar', providerIds: left.slice(-5).map((one) => one.providerId) }],
    },
  });
