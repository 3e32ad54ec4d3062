import { day, oakHouse, provider, registeredProvider } from '../testing/provider.examples.js';

const approved = { type: 'Section41Recorded', data: { from: day('2025-09-01') } } as const;
const annul = (entry: string) =>
  ({ type: 'AnnulProviderEntry', data: { entry, reasonCode: 'wrongDate' } }) as const;
const annulled = {
  type: 'EntryAnnulled',
  data: { entry: 'entry-1', reasonCode: 'wrongDate' },
} as const;
const entries = {
  'entry-0': { types: ['ProviderRegistered'], annulled: false },
  'entry-1': { types: ['Section41Recorded'], annulled: false },
  'entry-2': { types: ['EntryAnnulled'], annulled: false },
};

describe('an entry', () => {
  it('is taken back as if it had not been', () => {
    provider
      .given(registeredProvider, approved)
      .when(annul('entry-1'), { entries })
      .thenRecorded(annulled)
      .thenState((state) => expect(state.standing.section41).toEqual([]));
  });

  it('is taken back once', () => {
    provider
      .given(registeredProvider, approved, annulled)
      .when(annul('entry-1'), {
        entries: { ...entries, 'entry-1': { ...entries['entry-1'], annulled: true } },
      })
      .thenNothing();
  });

  it('is taken back for good', () => {
    provider
      .given(registeredProvider, approved, annulled)
      .when(annul('entry-2'), { entries })
      .thenRefused({ because: 'annulment-is-final', entry: 'entry-2' });
  });

  it('that is not there cannot be taken back', () => {
    provider
      .given(registeredProvider)
      .when(annul('entry-9'), { entries })
      .thenRefused({ because: 'unknown-entry', entry: 'entry-9' });
  });

  it('stays while others rely on it', () => {
    provider
      .given(registeredProvider, approved)
      .when(annul('entry-0'), { entries })
      .thenRefused({
        because: 'later-entry-no-longer-holds',
        entry: 'entry-1',
        event: 'Section41Recorded',
        refusal: { because: 'unknown-provider' },
      });
  });

  it('that registered the provider may be taken back, and the provider registered anew', () => {
    provider
      .given(registeredProvider, { ...annulled, data: { ...annulled.data, entry: 'entry-0' } })
      .when({ type: 'RegisterProvider', data: oakHouse })
      .thenRecorded(registeredProvider);
  });
});
