import { describe, expect, it } from 'vitest';
import { endOfTurn } from './end-of-turn.ts';

describe('endOfTurn', () => {
  it('is the same moment for all that wait in one turn, and another one in the next', async () => {
    const first = endOfTurn();
    expect(endOfTurn()).toBe(first);
    await first;
    const second = endOfTurn();
    expect(second).not.toBe(first);
    await second;
  });

  it('comes after what had arrived already', async () => {
    const order: string[] = [];
    const waiting = endOfTurn().then(() => order.push('answer'));
    queueMicrotask(() => order.push('request'));
    process.nextTick(() => order.push('request'));
    await waiting;
    expect(order).toEqual(['request', 'request', 'answer']);
  });
});
