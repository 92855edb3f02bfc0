import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { markColours, markTools } from '#shared/std/lens/board.ts';
import { buildForPage, openPageWith } from './media-browser.ts';

type Opened = Awaited<ReturnType<typeof openPageWith>>;
type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

let opened: Opened;

beforeAll(async () => {
  opened = await openPageWith(await buildForPage('shared/ui/board/draw-marks.ts', 'marks'));
  // Draws one mark on a canvas of 640 x 360 and keeps its pixels.
  await opened.page.evaluate(`
    window.draw = (change, { transform = [1, 0, 0, 0, 1, 0, 0, 0, 1], background = null } = {}) => {
      const canvas = document.createElement('canvas');
      canvas.width = 640;
      canvas.height = 360;
      const context = canvas.getContext('2d', { willReadFrequently: true });
      const fill = () => {
        if (background === null) context.clearRect(0, 0, 640, 360);
        else { context.fillStyle = background; context.fillRect(0, 0, 640, 360); }
      };
      const mark = { id: 1, picture: 1, tool: 'pen', colour: 'red', width: 0.01, text: 'Here', number: 7,
        points: [[0.3, 0.2], [0.6, 0.35]], finished: true, hold: 'held', ...change };
      fill();
      const before = context.getImageData(0, 0, 640, 360).data;
      marks.drawMarks(context, [{ mark, transform }], { left: 0, top: 0, width: 640 }, { cannotHold: 'cannot hold here' });
      const after = context.getImageData(0, 0, 640, 360).data;
      let box = null, count = 0, strongest = 0;
      for (let at = 0; at < after.length; at += 4) {
        let difference = 0;
        for (let part = 0; part < 4; part += 1) difference = Math.max(difference, Math.abs(after[at + part] - before[at + part]));
        strongest = Math.max(strongest, difference);
        if (difference < 40) continue;
        count += 1;
        const x = (at / 4) % 640, y = Math.floor(at / 4 / 640);
        box = box === null ? { left: x, top: y, right: x, bottom: y }
          : { left: Math.min(box.left, x), top: Math.min(box.top, y), right: Math.max(box.right, x), bottom: Math.max(box.bottom, y) };
      }
      return { box, count, strongest };
    }; null`);
});

afterAll(async () => {
  await opened.close();
});

async function draw(
  change: unknown,
  options: { readonly transform?: readonly number[]; readonly background?: string } = {},
): Promise<{ readonly box: Box | null; readonly count: number; readonly strongest: number }> {
  return await opened.page.evaluate(`draw(${JSON.stringify(change)}, ${JSON.stringify(options)})`);
}

const colours = ['#d8152a', '#ffd60a', '#22c55e', '#1559e6', '#ffffff', '#101418', '#808080'];

describe('marks over a picture', () => {
  it.each(markTools.flatMap((tool) => markColours.map((colour) => [tool, colour] as const)))(
    'a %s in %s is seen on a picture of any colour, its own too',
    async (tool, colour) => {
      for (const background of colours) {
        const { count, strongest } = await draw({ tool, colour }, { background });
        expect([background, count > 60, strongest > 70]).toEqual([background, true, true]);
      }
    },
  );

  it('a line lies where it was drawn, and goes where its transform says', async () => {
    const { box } = await draw({ points: [[0.25, 0.25], [0.5, 0.25]] }); // prettier-ignore
    expect(box?.left).toBeGreaterThan(150);
    expect(box?.left).toBeLessThan(160);
    expect(box?.right).toBeGreaterThan(320);
    expect(box?.right).toBeLessThan(330);
    const turned = await draw({ points: [[0.25, 0.25], [0.5, 0.25]] }, { transform: [0, -1, 0.5, 1, 0, 0, 0, 0, 1] }); // prettier-ignore
    expect(turned.box?.left).toBeGreaterThan(150);
    expect(turned.box?.right).toBeLessThan(172);
    expect(turned.box?.top).toBeLessThan(160);
    expect(turned.box?.bottom).toBeGreaterThan(318);
  });

  it('a line is thicker when its object comes nearer, and never too thin to be seen', async () => {
    const height = async (scale: number): Promise<number> => {
      const transform = [scale, 0, 0, 0, scale, 0, 0, 0, 1];
      const { box } = await draw({ points: [[0.05, 0.1], [0.2, 0.1]] }, { transform }); // prettier-ignore
      return box === null ? 0 : box.bottom - box.top + 1;
    };
    expect(await height(3)).toBeGreaterThan((await height(1)) * 2);
    expect(await height(0.15)).toBeGreaterThanOrEqual(3);
  });

  it('a text stays upright and large enough to read, however its object turns and goes away', async () => {
    const small = [0, -0.2, 0.4, 0.2, 0, 0.2, 0, 0, 1];
    const { box } = await draw({ tool: 'text', text: 'Press here now', width: 0.003 }, { transform: small });
    if (box === null) throw new Error('nothing is seen');
    expect(box.right - box.left).toBeGreaterThan((box.bottom - box.top) * 3);
    expect(box.bottom - box.top).toBeGreaterThanOrEqual(10);
  });

  it('a long text is broken into lines, and does not leave the picture at its right', async () => {
    const text = 'Pull the grey cable out of the second socket from the left, and wait until the lamp is green';
    const { box } = await draw({ tool: 'text', text, width: 0.005, points: [[0.8, 0.1]] });
    expect(box?.right).toBeLessThan(640);
    expect(box?.left).toBeGreaterThan(0);
    expect((box?.bottom ?? 0) - (box?.top ?? 0)).toBeGreaterThan(80);
  });

  it('what nothing holds is dashed, with a word beside it', async () => {
    const whole = await draw({ points: [[0.2, 0.4], [0.8, 0.4]] }); // prettier-ignore
    const loose = await draw({ points: [[0.2, 0.4], [0.8, 0.4]], hold: 'cannotHold' }); // prettier-ignore
    expect(loose.box?.top).toBeLessThan((whole.box?.top ?? 0) - 15);
    const dashed = await draw({ tool: 'circle', hold: 'cannotHold' });
    expect(dashed.count).toBeGreaterThan(0);
  });

  it('what lies beyond the horizon is not drawn, and numbers beyond reason harm nothing', async () => {
    expect((await draw({}, { transform: [1, 0, 0, 0, 1, 0, -9, 0, 1] })).box).toBeNull();
    for (const transform of [
      [1e30, 0, 0, 0, 1e30, 0, 0, 0, 1],
      [0, 0, 0, 0, 0, 0, 0, 0, 1],
      [1e-30, 0, -1e30, 0, 1e-30, 1e30, 1e-9, 1e9, 1],
    ]) {
      for (const tool of markTools) await draw({ tool }, { transform });
    }
    expect(opened.errors).toEqual([]);
  });

  it.each([
    ['marks that jump to and fro beyond the picture', { reach: 4, hold: 'held' }, [1, 0, 0, 0, 1, 0, 0, 0, 1]],
    ['marks that nothing holds', { reach: 1, hold: 'cannotHold' }, [1, 0, 0, 0, 1, 0, 0, 0, 1]],
    ['word of marks that are far beyond it', { reach: 1, hold: 'held' }, [9e3, 0, 0, 0, 9e3, 0, 0, 0, 1]],
  ])('%s keep nobody from pressing a button', async (_, kind, transform) => {
    const script = `(() => {
      const canvas = document.createElement('canvas');
      Object.assign(canvas, { width: 640, height: 360 });
      const context = canvas.getContext('2d');
      const points = Array.from({ length: 2000 }, (_, n) => [((n * 7919) % 97 / 48 - 1), ((n * 104729) % 89 / 44 - 1)].map((at) => at * ${kind.reach}));
      const mark = { id: 1, picture: 1, tool: 'pen', colour: 'red', width: 0.001, text: '', number: 0, points, finished: true, hold: '${kind.hold}' };
      const all = Array.from({ length: 40 }, () => ({ mark, transform: ${JSON.stringify(transform)} }));
      const startedMs = performance.now();
      marks.drawMarks(context, all, { left: 0, top: 0, width: 640 }, { cannotHold: 'x' });
      const { data } = context.getImageData(0, 0, 640, 360);
      return { tookMs: performance.now() - startedMs, isDrawn: data.some((value) => value > 0) };
    })()`;
    const drawn = await opened.page.evaluate<{ readonly tookMs: number; readonly isDrawn: boolean }>(script);
    // Without a limit it takes minutes.
    expect(drawn.tookMs).toBeLessThan(3_000);
    expect(drawn.isDrawn).toBe(true);
  });
});
