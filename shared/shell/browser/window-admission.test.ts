import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { WindowAdmission } from './window-admission.ts';

const admission = () => new WindowAdmission((count) => randomBytes(count));

/** Admits a token that must be good. */
function admitted(door: WindowAdmission, token: string): string {
  const next = door.admit(token);
  if (next === null) throw new Error('refused');
  return next;
}

describe('WindowAdmission', () => {
  it('takes the first token once', () => {
    const door = admission();
    expect(door.confirm(admitted(door, door.firstToken))).toBe(true);
    expect(door.admit(door.firstToken)).toBeNull();
  });

  it('takes each later token once', () => {
    const door = admission();
    const second = admitted(door, door.firstToken);
    door.confirm(second);
    const third = admitted(door, second);
    door.confirm(third);
    expect(door.admit(second)).toBeNull();
    expect(door.admit(third)).not.toBeNull();
  });

  it('takes a token again if the page was reloaded before it could keep the next', () => {
    const door = admission();
    const lost = admitted(door, door.firstToken);
    const kept = admitted(door, door.firstToken);
    expect(door.admit(lost)).toBeNull();
    expect(door.confirm(kept)).toBe(true);
  });

  it('takes the next token if the page kept it and was reloaded before it could say so', () => {
    const door = admission();
    const kept = admitted(door, door.firstToken);
    expect(door.admit(kept)).not.toBeNull();
    expect(door.admit(door.firstToken)).toBeNull();
  });

  it('does not confirm a page that another one replaced', () => {
    const door = admission();
    const first = admitted(door, door.firstToken);
    const second = admitted(door, door.firstToken);
    expect([door.confirm(first), door.confirm(second)]).toEqual([false, true]);
  });

  it('refuses tokens that are wrong in any way', () => {
    const door = admission();
    const flipped = door.firstToken.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
    for (const token of ['', flipped, door.firstToken.slice(1), `${door.firstToken}0`, door.firstToken.toUpperCase()]) {
      if (token !== door.firstToken) expect(door.admit(token)).toBeNull();
    }
  });
});
