import type { LocalDate } from '#libs/event-sourcing';
import {
  Code,
  command,
  Day,
  Flag,
  Id,
  ListOf,
  Pence,
  PriceLineFields,
  RecordingFields,
  Text,
  vatTreatments,
  Whole,
  type CommandsOf,
} from '../shared-kernel/index.js';
import {
  agreementBases,
  contractRoutes,
  fellThroughReasons,
  offerDeclinedReasons,
  offerWithdrawnReasons,
} from './offers.events.js';

export class ReceiveOffer extends RecordingFields {
  @Id() requestId!: string;
  @Id({ about: 'the school that offers, by its id in the register' }) providerId!: string;
  @ListOf(() => PriceLineFields, { max: 60 }) lines!: PriceLineFields[];
  @Code(vatTreatments) vat!: (typeof vatTreatments)[number];
  @Pence({ optional: true }) placeFundingPence?: number;
  @Day({ optional: true }) startFrom?: LocalDate;
  @Day({ optional: true, about: 'the last day on which it can be taken' }) validUntil?: LocalDate;
  @Code(['firstAsked', 'negotiated']) stage!: 'firstAsked' | 'negotiated';
  @Whole({ optional: true, about: 'where it offers more places than this one' })
  placesOffered?: number;
  @Text({ optional: true }) conditions?: string;
}

export class AmendOffer extends RecordingFields {
  @Id() offerId!: string;
  @ListOf(() => PriceLineFields, { max: 60 }) lines!: PriceLineFields[];
  @Code(vatTreatments) vat!: (typeof vatTreatments)[number];
  @Pence({ optional: true }) placeFundingPence?: number;
  @Day({ optional: true }) startFrom?: LocalDate;
  @Day({ optional: true }) validUntil?: LocalDate;
  @Text({ optional: true }) conditions?: string;
}

export class ExtendOffer extends RecordingFields {
  @Id() offerId!: string;
  @Day() validUntil!: LocalDate;
}

export class WithdrawOffer extends RecordingFields {
  @Id() offerId!: string;
  @Code(offerWithdrawnReasons) reasonCode!: (typeof offerWithdrawnReasons)[number];
  @Text({ optional: true }) explanation?: string;
}

export class DeclineOffer extends RecordingFields {
  @Id() offerId!: string;
  @Code(offerDeclinedReasons) reasonCode!: (typeof offerDeclinedReasons)[number];
  @Text({ optional: true }) explanation?: string;
}

export class AgreePlacement extends RecordingFields {
  @Id({ optional: true }) requestId?: string;
  @Id({ optional: true, about: 'the offer that is taken up' }) offerId?: string;
  @Id({
    optional: true,
    about:
      'the school, where no offer is taken up; for a setting without a place in the register leave out and name it',
  })
  providerId?: string;
  @Text({ optional: true, max: 300, about: 'a setting without a place in the register' })
  settingName?: string;
  @Code(['tuition', 'eotas', 'elective', 'unplaced', 'hospital', 'mainstream', 'other'], {
    optional: true,
  })
  settingCategory?: string;
  @Id({ optional: true }) approvalId?: string;
  @Code(agreementBases) basis!: (typeof agreementBases)[number];
  @Code(contractRoutes) route!: (typeof contractRoutes)[number];
  @Code(['main', 'dual']) rank!: 'main' | 'dual';
  @ListOf(() => PriceLineFields, {
    optional: true,
    min: 0,
    max: 60,
    about: 'as offered where not said',
  })
  lines?: PriceLineFields[];
  @Code(vatTreatments, { optional: true }) vat?: (typeof vatTreatments)[number];
  @Whole({ max: 53 }) weeksPerYear!: number;
  @Whole({ optional: true, max: 70, about: 'days a week, in tenths' }) daysPerWeekTenths?: number;
  @Flag() residential!: boolean;
  @Day({ optional: true }) expectedStartOn?: LocalDate;
}

export class RecordFallThrough extends RecordingFields {
  @Id() placementId!: string;
  @Code(['family', 'school', 'authority', 'other']) by!:
    'family' | 'school' | 'authority' | 'other';
  @Code(fellThroughReasons) reasonCode!: (typeof fellThroughReasons)[number];
  @Text({ optional: true }) explanation?: string;
}

export const offersCommands = {
  ReceiveOffer: command({
    body: ReceiveOffer,
    does: 'Record that a school offers a place, and its price.',
    permission: 'journeys:record',
    schools: ({ providerId }) => [providerId],
  }),
  AmendOffer: command({
    body: AmendOffer,
    does: 'Record that a school changed its offer.',
    permission: 'journeys:record',
  }),
  ExtendOffer: command({
    body: ExtendOffer,
    does: 'Record that a school keeps its offer open for longer.',
    permission: 'journeys:record',
  }),
  WithdrawOffer: command({
    body: WithdrawOffer,
    does: 'Record that a school took its offer back.',
    permission: 'journeys:record',
  }),
  DeclineOffer: command({
    body: DeclineOffer,
    does: 'Turn an offer down.',
    permission: 'journeys:record',
  }),
  AgreePlacement: command({
    body: AgreePlacement,
    does: 'Decide to place the learner at a setting.',
    permission: 'journeys:decide',
    schools: ({ providerId }) => (providerId === undefined ? [] : [providerId]),
  }),
  RecordFallThrough: command({
    body: RecordFallThrough,
    does: 'Record that an agreed placement will not happen.',
    permission: 'journeys:record',
  }),
} as const;

export type OffersCommand = CommandsOf<typeof offersCommands>;
