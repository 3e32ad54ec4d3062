import { noteSigner, noteVerifier, openedNote, signedNote } from './signed-note.js';

// The example of Go's golang.org/x/mod/sumdb/note, with which other tools are tested.
const PETER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const TEXT =
  'If you think cryptography is the answer to your problem,\n' +
  "then you don't know what your problem is.\n";
const SIGNED = `${TEXT}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;

const verifierOf = (text: string) => {
  const verifier = noteVerifier(text);
  if (!verifier) throw new Error('It is no key.');
  return verifier;
};

const ours = noteSigner('placements.example/886', Buffer.alloc(32, 7));

describe('a signed note', () => {
  it('of another tool is opened with its key', () => {
    expect(openedNote(SIGNED, verifierOf(PETER))).toBe(TEXT);
  });

  it('of ours is opened with the key that an auditor keeps as text', () => {
    const kept = verifierOf(ours.verifier.text);
    expect(openedNote(signedNote('One.\n\nTwo.\n', ours), kept)).toBe('One.\n\nTwo.\n');
  });

  it('may bear the signatures of others beside', () => {
    const witnessed = `${signedNote('One.\n', ours)}— witness.example AAAAAAAA\n`;
    expect(openedNote(witnessed, ours.verifier)).toBe('One.\n');
  });

  it.each([
    ['its text was altered', SIGNED.replace('problem is', 'problem was')],
    ['its signature was altered', SIGNED.replace('x08go/ZJ', 'x08go/ZK')],
    ['it is signed under another name', SIGNED.replace('— PeterNeumann', '— PeterNewman')],
    ['there is no signature', `${TEXT}\n`],
    ['it is no note', 'One.'],
  ])('is not opened when %s', (_, note) => {
    expect(openedNote(note, verifierOf(PETER))).toBeUndefined();
  });

  it('is not opened with the key of another', () => {
    const other = noteSigner('placements.example/886', Buffer.alloc(32, 8));
    expect(openedNote(signedNote('One.\n', ours), other.verifier)).toBeUndefined();
  });

  it.each(['', 'PeterNeumann', PETER.replace('c74f20a3', 'c74f20a4'), `${PETER}AA`])(
    'has no key such as "%s"',
    (text) => expect(noteVerifier(text)).toBeUndefined(),
  );

  it.each(['', 'two words', 'a+b'])('is not signed under the name "%s"', (name) =>
    expect(() => noteSigner(name, Buffer.alloc(32))).toThrow(RangeError),
  );
});
