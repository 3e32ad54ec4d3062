import { catalogueTypes, taskOf } from './command-of-entry.js';

// What is no command's own doing, or is put right in another way.
const WITHOUT_FORM = [
  ...['EntryAnnulled', 'EntryReplaced', 'EntryCarriedAway', 'EntryCarriedHere'],
  ...['BroughtForward', 'DisposalProposed', 'JourneyMergedInto', 'RecordDisposed'],
  'PersonalDataRestated',
];

describe('the form of an entry', () => {
  it('is there for every kind of event, but those that are put right otherwise', () => {
    const without = catalogueTypes.filter((type) => taskOf([{ type } as never]) === undefined);
    expect(without.sort()).toEqual(WITHOUT_FORM.sort());
  });
});
