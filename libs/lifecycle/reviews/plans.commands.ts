import type { LocalDate } from '#libs/event-sourcing';
import {
  Code,
  Codes,
  command,
  Day,
  Flag,
  Id,
  Ids,
  RecordingFields,
  settingCategories,
  Text,
  type CommandsOf,
} from '../shared-kernel/index.js';
import { ceaseReasons, finalPlanCauses, planSections } from './plans.events.js';

export class SendAmendmentNotice extends RecordingFields {
  @Id({ optional: true, about: 'the review it follows; none where amended without a review' })
  reviewId?: string;
  @Codes(planSections, { optional: true, about: 'the sections to be amended' })
  sections?: (typeof planSections)[number][];
}

export class ReceiveRepresentations extends RecordingFields {
  @Id() amendmentId!: string;
  @Id({ optional: true, about: 'the school that the family asks to have named' })
  requestedProviderId?: string;
  @Flag({ about: 'the family asks for a meeting' }) asksForMeeting!: boolean;
  @Text({ optional: true }) representations?: string;
}

export class DecideNotToAmend extends RecordingFields {
  @Id() amendmentId!: string;
  @Text({ optional: true }) reasons?: string;
}

export class ProposeCease extends RecordingFields {
  @Id({ optional: true, about: 'the review it follows' }) reviewId?: string;
  @Code(ceaseReasons) reason!: (typeof ceaseReasons)[number];
  @Text({ optional: true }) explanation?: string;
}

export class IssueFinalPlan extends RecordingFields {
  @Code(finalPlanCauses, { about: 'why a final plan is issued' })
  because!: (typeof finalPlanCauses)[number];
  @Id({ optional: true, about: 'the amendment notice that it concludes' }) amendmentId?: string;
  @Id({ optional: true, about: 'the appeal that it follows' }) appealId?: string;
  @Ids({ optional: true, max: 10, about: 'the schools named in section I' })
  schoolsNamed?: string[];
  @Codes(settingCategories, { optional: true, max: 10, about: 'the types named in section I' })
  typesNamed?: string[];
  @Day({ optional: true, about: 'when the family was told of its right of appeal' })
  appealRightSentOn?: LocalDate;
}

export const plansCommands = {
  SendAmendmentNotice: command({
    body: SendAmendmentNotice,
    does: 'Send the family the amendments proposed to the plan.',
    permission: 'journeys:decide',
  }),
  ReceiveRepresentations: command({
    body: ReceiveRepresentations,
    does: 'Record what the family answered to proposed amendments.',
    permission: 'journeys:record',
    schools: ({ requestedProviderId }) =>
      requestedProviderId === undefined ? [] : [requestedProviderId],
  }),
  DecideNotToAmend: command({
    body: DecideNotToAmend,
    does: 'Leave the plan as it is after all, and tell the family.',
    permission: 'journeys:decide',
  }),
  ProposeCease: command({
    body: ProposeCease,
    does: 'Tell family and school that the authority considers ceasing the plan.',
    permission: 'journeys:decide',
  }),
  IssueFinalPlan: command({
    body: IssueFinalPlan,
    does: 'Issue a final plan, naming in section I what it names.',
    permission: 'journeys:decide',
    schools: ({ schoolsNamed }) => schoolsNamed ?? [],
  }),
} as const;

export type PlansCommand = CommandsOf<typeof plansCommands>;
