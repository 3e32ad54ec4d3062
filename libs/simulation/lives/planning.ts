import type { LocalDate } from '#libs/event-sourcing';
import type { JourneyCommand } from '#libs/lifecycle';
import { idIn, type Process } from '../machinery/process.js';
import type { SimulatedSchool } from '../schools/schools.js';
import { appeal } from './appealing.js';
import type { Life } from './life.js';
import { tell } from './telling.js';

type Issue = Extract<JourneyCommand, { type: 'IssueFinalPlan' }>['data'];

export type Issuing = Readonly<{
  on: LocalDate;
  because: Issue['because'];
  /** Named in section I; where there is none, the type of setting the learner is in. */
  school: SimulatedSchool | undefined;
  amendmentId?: string;
  appealId?: string;
}>;

/** The final plan goes out. Now and then the family appeals. */
export function* issuePlan(life: Life, issuing: Issuing): Process<Readonly<{ on: LocalDate }>> {
  const { on, because, school, amendmentId, appealId } = issuing;
  const told = yield* tell(life, 'IssueFinalPlan', {
    ...{ on, late: 0 },
    body: {
      because,
      ...(school ? { schoolsNamed: [school.providerId] } : { typesNamed: ['maintainedSpecial'] }),
      ...(amendmentId === undefined ? {} : { amendmentId }),
      ...(appealId === undefined ? {} : { appealId }),
      appealRightSentOn: on,
    },
  });
  if (because !== 'tribunal' && life.chance.happens(0.035))
    life.strands.start(appeal(life, idIn(told, 'finalPlanId'), told.today));
  return { on };
}
