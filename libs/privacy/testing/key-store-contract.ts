import type { KeyObject } from 'node:crypto';
import { digestOf, seal, unseal, type SubjectKey } from '#libs/event-sourcing';
import type { Destruction, KeyStore } from '../key-store.js';
import { aMasterKey } from './temporary-key-store.js';

export type KeyStorePlace = Readonly<{
  /** Opens the store at this place, as another process or after a restart would. */
  open: (masterKey: KeyObject) => Promise<KeyStore>;
  /** Takes away all that was stored. Every store opened here has been closed before. */
  remove: () => Promise<void>;
}>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const place = { format: 1, stream: 'journey-1', eventId: 'event-1', type: 'note-recorded' };
const iv = Buffer.alloc(12, 7);
const because = { stream: 'journey-1', eventId: 'disposal-1' };

const sealedWith = (key: SubjectKey) => seal(key, { place, plain: { text: 'called home' }, iv });
const opensWith = (key: SubjectKey | undefined, by: SubjectKey): unknown =>
  key && unseal(key, sealedWith(by), place);

/** What every key store promises. An adapter brings its place, and no options. */
export const keyStoreContract = (adapter: string, prepare: () => Promise<KeyStorePlace>): void => {
  describe(`${adapter} as a key store`, () => {
    let at: KeyStorePlace;
    let opened: KeyStore[];
    const open = async (): Promise<KeyStore> => {
      const store = await at.open(aMasterKey());
      opened.push(store);
      return store;
    };
    const reopened = async (): Promise<KeyStore> => {
      await Promise.all(opened.splice(0).map((store) => store.close()));
      return open();
    };

    beforeEach(async () => {
      at = await prepare();
      opened = [];
    });
    afterEach(async () => {
      await Promise.all(opened.map((store) => store.close()));
      await at.remove();
    });

    describe('creating a key', () => {
      it('gives a key with a random id that seals and opens', async () => {
        const key = await (await open()).create('learner-1');
        expect(key.kid).toMatch(UUID);
        expect(opensWith(key, key)).toEqual({ text: 'called home' });
      });

      it('gives the same key again', async () => {
        const store = await open();
        const first = await store.create('learner-1');
        const again = await store.create('learner-1');
        expect(again.kid).toBe(first.kid);
        expect(opensWith(again, first)).toEqual({ text: 'called home' });
      });

      it('gives each subject a key of its own', async () => {
        const store = await open();
        const [one, two] = [await store.create('learner-1'), await store.create('learner-2')];
        expect(one.kid).not.toBe(two.kid);
        expect(() => opensWith(two, one)).toThrow(/unable to authenticate/i);
      });

      it('gives one key to all who ask at once, through two openings', async () => {
        const [one, two] = [await open(), await open()];
        const asked = [one, two, one, two].map((store) => store.create('learner-1'));
        const kids = (await Promise.all(asked)).map(({ kid }) => kid);
        expect(new Set(kids).size).toBe(1);
      });

      it('seals with one secret and digests with another', async () => {
        const { sealing, digesting } = await (await open()).create('learner-1');
        expect(sealing.equals(digesting)).toBe(false);
      });

      it('keeps it across a restart, digests included', async () => {
        const before = await (await open()).create('learner-1');
        const after = (await (await reopened()).keysOf('learner-1')).current;
        expect(opensWith(after, before)).toEqual({ text: 'called home' });
        expect(after && digestOf({ a: 1 }, after)).toBe(digestOf({ a: 1 }, before));
      });
    });

    describe('asking for keys', () => {
      it('finds none for a subject never heard of, and makes none', async () => {
        const store = await open();
        const keys = await store.keysOf('nobody');
        expect(keys.current).toBeUndefined();
        expect(keys.open('3c0ad1f4-0000-4000-8000-000000000000')).toBeUndefined();
        expect((await store.keysOf('nobody')).current).toBeUndefined();
      });

      it('does not open by the key of somebody else', async () => {
        const store = await open();
        const { kid } = await store.create('learner-1');
        await store.create('learner-2');
        expect((await store.keysOf('learner-2')).open(kid)).toBeUndefined();
      });

      it('tells subjects apart to the letter', async () => {
        const store = await open();
        await store.create('learner-é');
        expect((await store.keysOf('learner-e\u0301')).current).toBeUndefined();
        expect((await store.keysOf('LEARNER-É')).current).toBeUndefined();
      });
    });

    describe('starting a new generation', () => {
      it('seals with the new key and still opens what the old one sealed', async () => {
        const store = await open();
        const old = await store.create('learner-1');
        const fresh = await store.startNew('learner-1');
        const keys = await store.keysOf('learner-1');
        expect(fresh.kid).not.toBe(old.kid);
        expect(keys.current?.kid).toBe(fresh.kid);
        expect(opensWith(keys.open(old.kid), old)).toEqual({ text: 'called home' });
      });

      it('is what creating returns from then on', async () => {
        const store = await open();
        await store.create('learner-1');
        const fresh = await store.startNew('learner-1');
        expect((await store.create('learner-1')).kid).toBe(fresh.kid);
      });

      it('is seen by who had the store open already', async () => {
        const [one, two] = [await open(), await open()];
        await one.create('learner-1');
        await two.keysOf('learner-1');
        const fresh = await one.startNew('learner-1');
        expect((await two.keysOf('learner-1')).current?.kid).toBe(fresh.kid);
      });
    });

    describe('destroying keys', () => {
      it('leaves nothing to open with, here and after a restart', async () => {
        const store = await open();
        const { kid } = await store.create('learner-1');
        await store.destroy([kid]);
        expect((await store.keysOf('learner-1')).open(kid)).toBeUndefined();
        expect((await (await reopened()).keysOf('learner-1')).open(kid)).toBeUndefined();
      });

      it('is seen by who had the store open already', async () => {
        const [one, two] = [await open(), await open()];
        const { kid } = await one.create('learner-1');
        expect((await two.keysOf('learner-1')).open(kid)).toBeDefined();
        await one.destroy([kid]);
        expect((await two.keysOf('learner-1')).open(kid)).toBeUndefined();
      });

      it('of an old generation leaves the current one', async () => {
        const store = await open();
        const old = await store.create('learner-1');
        const fresh = await store.startNew('learner-1');
        await store.destroy([old.kid]);
        const keys = await store.keysOf('learner-1');
        expect([keys.current?.kid, keys.open(old.kid)]).toEqual([fresh.kid, undefined]);
      });

      it('of the current generation does not make an old one current again', async () => {
        const store = await open();
        const old = await store.create('learner-1');
        const fresh = await store.startNew('learner-1');
        await store.destroy([fresh.kid]);
        const keys = await store.keysOf('learner-1');
        expect([keys.current, keys.open(old.kid)?.kid]).toEqual([undefined, old.kid]);
      });

      it('leaves the keys of others', async () => {
        const store = await open();
        const { kid } = await store.create('learner-1');
        const other = await store.create('learner-2');
        await store.destroy([kid]);
        expect((await store.keysOf('learner-2')).current?.kid).toBe(other.kid);
      });

      it('passes over what is gone already', async () => {
        const store = await open();
        const { kid } = await store.create('learner-1');
        await store.destroy([kid]);
        await expect(store.destroy([kid])).resolves.toBeUndefined();
      });

      it('never gives the same key again', async () => {
        const store = await open();
        const first = await store.create('learner-1');
        await store.destroy([first.kid]);
        const next = await store.create('learner-1');
        expect(next.kid).not.toBe(first.kid);
        expect(() => opensWith(next, first)).toThrow(/unable to authenticate/i);
      });
    });

    describe('intending a destruction', () => {
      const intended = async (store: KeyStore): Promise<Destruction> => {
        const old = await store.create('learner-1');
        const fresh = await store.startNew('learner-1');
        const kids = [old.kid, fresh.kid];
        await store.intendDestruction({ subject: 'learner-1', kids, because });
        return { subject: 'learner-1', kids, because };
      };

      it('is remembered across a restart, and the keys still open', async () => {
        const destruction = await intended(await open());
        const store = await reopened();
        expect(await store.pendingDestructions()).toEqual([destruction]);
        expect((await store.keysOf('learner-1')).current?.kid).toBe(destruction.kids[1]);
      });

      it('is remembered once, however often it is said', async () => {
        const store = await open();
        const destruction = await intended(store);
        await store.intendDestruction(destruction);
        expect(await store.pendingDestructions()).toEqual([destruction]);
      });

      it('is over once the keys are destroyed', async () => {
        const store = await open();
        const { kids } = await intended(store);
        await store.destroy(kids);
        expect(await store.pendingDestructions()).toEqual([]);
      });

      it('is over once it is abandoned, and the keys still open', async () => {
        const store = await open();
        const { kids } = await intended(store);
        await store.abandonDestruction(because);
        expect(await store.pendingDestructions()).toEqual([]);
        expect((await store.keysOf('learner-1')).current?.kid).toBe(kids[1]);
      });

      it('is told apart by its event, and listed in the order of intending', async () => {
        const store = await open();
        const first = await intended(store);
        const second = { ...first, because: { ...because, eventId: 'disposal-0' } };
        await store.intendDestruction(second);
        expect(await store.pendingDestructions()).toEqual([first, second]);
        await store.abandonDestruction(because);
        expect(await store.pendingDestructions()).toEqual([second]);
      });

      it('is refused for a key of somebody else, and nothing is remembered', async () => {
        const store = await open();
        const { kid } = await store.create('learner-1');
        const own = await store.create('learner-2');
        const wrong = { subject: 'learner-2', kids: [own.kid, kid], because };
        await expect(store.intendDestruction(wrong)).rejects.toThrow(kid);
        expect(await store.pendingDestructions()).toEqual([]);
      });
    });

    it('refuses another master key, and is unharmed by it', async () => {
      const { kid } = await (await open()).create('learner-1');
      await expect(at.open(aMasterKey(2))).rejects.toThrow(/under another master key/);
      expect((await (await reopened()).keysOf('learner-1')).current?.kid).toBe(kid);
    });
  });
};
