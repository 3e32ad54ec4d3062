import { Code, Codes, Id, Ids, ListOf, RecordingFields, Text } from '../shared-kernel/index.js';
import {
  chaseWays,
  consultationGrounds,
  consultationOutcomes,
  consultationWithdrawnReasons,
  notConsultedReasons,
  papers,
} from './requests.codes.js';

export class SendConsultations extends RecordingFields {
  @Id() requestId!: string;
  @Ids({ about: 'the schools, by their ids in the register' }) providerIds!: string[];
  @Codes(papers) papers!: (typeof papers)[number][];
  @Text({ optional: true }) message?: string;
}

export class ChaseConsultations extends RecordingFields {
  @Ids() consultationIds!: string[];
  @Code(chaseWays) way!: (typeof chaseWays)[number];
  @Text({ optional: true }) note?: string;
}

/** What one school said. */
export class ConsultationAnswerFields {
  @Id() consultationId!: string;
  @Code(consultationOutcomes) outcome!: (typeof consultationOutcomes)[number];
  @Codes(consultationGrounds, { optional: true, about: 'why the school cannot' })
  grounds?: (typeof consultationGrounds)[number][];
  @Text({ optional: true, about: 'in the school’s own words' }) text?: string;
}

export class AnswerConsultations extends RecordingFields {
  @ListOf(() => ConsultationAnswerFields, { max: 100 }) answers!: ConsultationAnswerFields[];
}

export class WithdrawConsultations extends RecordingFields {
  @Ids() consultationIds!: string[];
  @Code(consultationWithdrawnReasons) reasonCode!: (typeof consultationWithdrawnReasons)[number];
  @Text({ optional: true }) explanation?: string;
}

export class NotConsultedFields {
  @Code(notConsultedReasons) reasonCode!: (typeof notConsultedReasons)[number];
  @Ids({ max: 500 }) providerIds!: string[];
}

export class RecordNotConsulted extends RecordingFields {
  @Id() requestId!: string;
  @ListOf(() => NotConsultedFields, { max: 50 }) groups!: NotConsultedFields[];
}
