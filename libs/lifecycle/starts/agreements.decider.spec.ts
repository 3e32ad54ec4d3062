import { knowingly, scenario } from '#libs/event-sourcing/testing';
import { journeyRules } from '../journey/journey.decider.js';
import { context, registered } from '../journey/testing/record.examples.js';
import type { WishOf } from '../journey/testing/requests.examples.js';
import {
  agreedAtOakfield,
  agreementId,
  issued,
  notStarted,
  placementId,
  signed,
} from '../journey/testing/starts.examples.js';
import { agreementOf } from './starts.state.js';

const journey = scenario(journeyRules, { context });
const agreed = journey.given(registered, agreedAtOakfield);
const sentOut = journey.given(registered, agreedAtOakfield, issued);

const issue: WishOf<'IssueAgreement'> = {
  type: 'IssueAgreement',
  data: { placementId, reference: 'IPA-1' },
};
const sign: WishOf<'SignAgreement'> = {
  type: 'SignAgreement',
  data: { placementId, by: ['authority', 'provider'] },
};
const elsewhere = {
  ...agreedAtOakfield,
  data: { ...agreedAtOakfield.data, placementId: 'placement-2', rank: 'dual' as const },
};
const fellThrough = {
  type: 'PlacementFellThrough' as const,
  occurredOn: '2025-10-20',
  data: { placementId, by: 'family' as const, reasonCode: 'movedAway' as const },
};

describe('a placement agreement', () => {
  it('is sent out', () =>
    void agreed
      .when(issue)
      .thenRecorded({ type: 'AgreementIssued', data: { ...issue.data, agreementId } })
      .thenState((state) =>
        expect(agreementOf(state, agreementId)).toMatchObject({
          reference: 'IPA-1',
          issuedOn: { from: '2025-10-07' },
          signedOn: {},
        }),
      ));

  it('is sent out once by its number: again changes nothing', () =>
    void sentOut.when(issue).thenNothing());

  it.each([{ placementId, reference: 'IPA-2' }, { placementId }])(
    'may be sent out anew: %j',
    (data) =>
      void sentOut
        .when({ ...issue, data }, { newId: () => 'agreement-2' })
        .thenRecorded({ type: 'AgreementIssued', data: { ...data, agreementId: 'agreement-2' } }),
  );

  it('without a number may be sent out anew', () => {
    const unnumbered = { ...issued, data: { agreementId, placementId } };
    journey
      .given(registered, agreedAtOakfield, unnumbered)
      .when({ ...issue, data: { placementId } }, { newId: () => 'agreement-2' })
      .thenRecorded({
        type: 'AgreementIssued',
        data: { placementId, agreementId: 'agreement-2' },
      });
  });

  it('may have the number of one for another placement', () =>
    void journey
      .given(registered, elsewhere, agreedAtOakfield, {
        ...issued,
        data: { ...issued.data, placementId: 'placement-2' },
      })
      .when(issue, { newId: () => 'agreement-2' })
      .thenRecorded({
        type: 'AgreementIssued',
        data: { ...issue.data, agreementId: 'agreement-2' },
      }));

  it('is for a known placement', () =>
    void journey
      .given(registered)
      .when(issue)
      .thenRefused({ because: 'unknown-placement', placementId }));

  it.each([fellThrough, { ...notStarted, occurredOn: '2025-10-20' }])(
    'is sent out after it came to nothing ($type) knowingly only, but may on that day',
    (nothing) => {
      const history = journey.given(registered, agreedAtOakfield, nothing);
      expect(history.when(issue).planned).toMatchObject({
        refusal: {
          irregularities: [
            { code: 'placement-not-going-ahead', placementId, since: { from: '2025-10-20' } },
          ],
        },
      });
      history
        .when({ ...issue, details: { occurredOn: '2025-10-20' } })
        .thenRecorded({ type: 'AgreementIssued', data: { ...issue.data, agreementId } });
    },
  );
});

describe('the signatures', () => {
  const all = { type: 'AgreementSigned' as const, data: { ...sign.data, agreementId } };

  it('of both sides are recorded on the agreement sent out', () =>
    void sentOut
      .when(sign)
      .thenRecorded({ ...all, irregularities: [] })
      .thenState((state) =>
        expect(agreementOf(state, agreementId)).toMatchObject({
          issuedOn: { from: '2025-10-13' },
          signedOn: { authority: { from: '2025-10-14' }, provider: { from: '2025-10-14' } },
        }),
      ));

  it('are given once: again changes nothing', () =>
    void journey.given(registered, agreedAtOakfield, issued, signed).when(sign).thenNothing());

  it('keep the day on which the first side signed', () => {
    const first = { ...signed, data: { ...signed.data, by: ['provider' as const] } };
    journey
      .given(registered, agreedAtOakfield, issued, first)
      .when(sign)
      .thenRecorded({ type: 'AgreementSigned', data: { ...all.data, by: ['authority'] } })
      .thenState((state) =>
        expect(agreementOf(state, agreementId)?.signedOn).toMatchObject({
          provider: { from: '2025-10-16' },
          authority: { from: '2025-10-17' },
        }),
      );
  });

  const reissued = {
    ...issued,
    occurredOn: '2025-10-15',
    data: { ...issued.data, agreementId: 'agreement-0', reference: 'IPA-2' },
  };

  it('are on the agreement sent out last', () => {
    for (const papers of [
      [issued, reissued],
      [reissued, issued],
    ])
      journey
        .given(registered, agreedAtOakfield, ...papers)
        .when({ ...sign, details: { occurredOn: '2025-10-16' } })
        .thenRecorded({ ...all, data: { ...all.data, agreementId: 'agreement-0' } });
  });

  it('are on the same one of two sent out on one day, whichever was recorded first', () => {
    const sameDay = { ...reissued, occurredOn: '2025-10-13' };
    for (const papers of [
      [issued, sameDay],
      [sameDay, issued],
    ])
      journey
        .given(registered, agreedAtOakfield, ...papers)
        .when(sign)
        .thenRecorded(all);
  });

  it('are on the one sent out rather than on one that never was', () => {
    const unsent = { ...signed, data: { ...signed.data, agreementId: 'agreement-9' } };
    const later = { ...issued, occurredOn: '2025-10-20' };
    journey.given(registered, agreedAtOakfield, unsent, later).when(sign).thenRecorded(all);
  });

  it('may be on an earlier one that is named', () =>
    void journey
      .given(registered, agreedAtOakfield, issued, reissued)
      .when({ ...sign, data: { ...sign.data, agreementId } })
      .thenRecorded(all));

  it('of the day before it was sent out are recorded knowingly only', () => {
    const early = { ...sign, details: { occurredOn: '2025-10-12' } };
    expect(sentOut.when(early).planned).toMatchObject({
      refusal: { irregularities: [{ code: 'signed-before-issued', agreementId }] },
    });
    const acknowledge = knowingly('signed-before-issued');
    sentOut
      .when({ ...early, details: { ...early.details, acknowledge } })
      .thenRecorded({ ...all, irregularities: ['signed-before-issued'] })
      .thenState((state) =>
        expect(agreementOf(state, agreementId)).toMatchObject({
          issuedOn: { from: '2025-10-13' },
          signedOn: { provider: { from: '2025-10-12' } },
        }),
      );
  });

  it('may be given the day it was sent out', () =>
    void sentOut
      .when({ ...sign, details: { occurredOn: '2025-10-13' } })
      .thenRecorded({ ...all, irregularities: [] }));

  it('on what was never sent out are recorded knowingly only, on one paper for both sides', () => {
    agreed.when(sign).thenIrregular('signed-before-issued');
    const first = { ...signed, data: { ...signed.data, by: ['provider' as const] } };
    const acknowledge = knowingly('signed-before-issued');
    agreed
      .when({ ...sign, data: { placementId, by: ['provider'] }, details: { acknowledge } })
      .thenRecorded({ ...all, data: first.data });
    journey
      .given(registered, agreedAtOakfield, first)
      .when({ ...sign, details: { acknowledge } }, { newId: () => 'agreement-2' })
      .thenRecorded({ ...all, data: { ...all.data, by: ['authority'] } })
      .thenState((state) =>
        expect(agreementOf(state, agreementId)).toEqual({
          ...{ agreementId, placementId, reference: undefined, issuedOn: undefined },
          signedOn: expect.objectContaining({ provider: expect.anything() }),
        }),
      );
  });

  it('are not on an unknown agreement', () =>
    void sentOut
      .when({ ...sign, data: { ...sign.data, agreementId: 'agreement-9' } })
      .thenRefused({ because: 'unknown-agreement', agreementId: 'agreement-9' }));

  it('are not on the agreement for another placement', () =>
    void journey
      .given(registered, elsewhere, agreedAtOakfield, issued)
      .when({ ...sign, data: { ...sign.data, placementId: 'placement-2', agreementId } })
      .thenRefused({ because: 'agreement-of-another-placement', agreementId }));

  it('are not for an unknown placement', () =>
    void journey
      .given(registered)
      .when(sign)
      .thenRefused({ because: 'unknown-placement', placementId }));

  it('given after the placement fell through are recorded knowingly only', () =>
    void journey
      .given(registered, agreedAtOakfield, issued, fellThrough)
      .when(sign)
      .thenIrregular('placement-not-going-ahead'));
});
