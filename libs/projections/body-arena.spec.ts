import { createBodyArena } from './body-arena.js';

describe('texts kept outside the heap', () => {
  it('come back as they were, whatever their length and letters', () => {
    const arena = createBodyArena();
    const texts = ['', '{"a":1}', 'Zoë 🙂 ’', 'x'.repeat(3_000_000), 'y'.repeat(6_000_000), 'end'];
    const kept = texts.map((text) => arena.keep(text));
    expect(kept.map((one) => arena.read(one) === texts[kept.indexOf(one)])).toEqual(
      texts.map(() => true),
    );
  });
});
