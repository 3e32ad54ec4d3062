import type { Dateless } from './clock.js';

const ACT = 'Children and Families Act 2014';
const REGULATIONS = 'SEND Regulations 2014';

/** Duties that are quoted beside the clocks, and set no date here: why not, and what there is instead. */
export const dateless: readonly Dateless[] = [
  {
    id: 'C07',
    title: 'Name the school that the parent asks for',
    source: `${ACT}, s.39(4)`,
    quote:
      'The authority must name the school unless it is unsuitable, or incompatible with the efficient ' +
      'education of others or the efficient use of resources.',
    why: 'It is a test, with no time of its own.',
    instead: 'PreferenceDecided takes a refusal on these grounds only.',
  },
  {
    id: 'C08',
    title: 'Admit the learner who is named',
    source: `${ACT}, s.43`,
    quote: 'A school that is named must admit; a wholly independent one need not.',
    why: 'It holds from the day of the plan on, without a period.',
    instead: 'To name a school that need not admit, without an offer, is an irregularity.',
  },
  {
    id: 'C09',
    title: 'Secure the provision in the plan',
    source: `${ACT}, s.42(2)`,
    quote: 'The authority must secure the specified special educational provision.',
    why: 'It is owed from the day of the plan on, without a period.',
    instead: 'The list of children without full provision.',
  },
  {
    id: 'C21',
    title: 'Which phases count',
    source: `${REGULATIONS}, reg 2 and 18`,
    quote:
      'Early years to school, infant to junior, primary to middle, primary to secondary, middle to ' +
      'secondary, secondary to post-16.',
    why: 'It says when C18 to C20 apply.',
    instead: 'PhaseTransferIdentified knows these changes; an all-through school rules them out.',
  },
  {
    id: 'C24',
    title: 'Decide on a request for reassessment',
    source: `${REGULATIONS}, reg 24 and 25`,
    quote: 'The authority must notify its decision within 15 days of the request.',
    why: 'A request for reassessment is not recorded here.',
    instead: 'The case system; C23 runs once a reassessment is notified.',
  },
  {
    id: 'C25',
    title: 'Consult before ceasing a plan',
    source: `${REGULATIONS}, reg 31`,
    quote: 'The authority must inform and consult the family and the institution named.',
    why: 'It sets an order of steps, and no period.',
    instead: 'CeaseProposed comes before PlanCeaseDecided.',
  },
  {
    id: 'C26',
    title: 'Keep the plan until an appeal is out of time or over',
    source: `${ACT}, s.45(4)`,
    quote: 'The plan continues until the time to appeal has passed or the appeal is concluded.',
    why: 'It forbids an end before a day; C28 has that day.',
    instead:
      'To cease a plan on the day of the decision, or while an appeal is pending, is an irregularity.',
  },
  {
    id: 'C27',
    title: 'The end of the year in which a young person turns 25',
    source: `${ACT}, s.46`,
    quote: 'A plan may be maintained until the end of the academic year in which 25 is reached.',
    why: 'It is leave to go on, and no duty; and it hangs on the date of birth, which is personal.',
    instead: 'PlanCeased with the reason `maxAge`.',
  },
  {
    id: 'C35',
    title: 'Notify of a child accommodated for three months',
    source: 'Children Act 1989, s.85(1) to (2A)',
    quote:
      'An authority that accommodates a child for three consecutive months or more must notify the ' +
      'responsible authority, and again when it ends.',
    why: 'The Act sets no period, and the notice is not recorded here.',
    instead: 'The register shows residential placements with the authorities concerned.',
  },
  {
    id: 'C36',
    title: 'Consent to removal from a special school’s register',
    source: 'Education (Pupil Registration) Regulations 2006, reg 8(2), as kept in those of 2024',
    quote: 'A pupil placed by an authority is not removed without its consent.',
    why: 'It is a condition, and no period.',
    instead: 'Endings by the school are listed with their notice.',
  },
  {
    id: 'C37',
    title: 'The school tells of a pupil added or deleted',
    source: 'School Attendance (Pupil Registration) Regulations 2024',
    quote: 'Within five days of adding; for a deletion, no later than it.',
    why: 'When a pupil was put on the roll is not recorded here: a first day attended is another thing.',
    instead:
      'Placements that should have started and are not recorded as started are on the worklist.',
  },
  {
    id: 'C39',
    title: 'Review cases after a bad inspection',
    source:
      'Ofsted, social care common inspection framework: boarding and residential special schools',
    quote: 'A case review is held within two working days of an inspection found inadequate.',
    why: 'The inspection is an event of the school, and starts no clock in a learner’s history.',
    instead: 'The list of placements affected by a school’s status or inspection.',
  },
];
